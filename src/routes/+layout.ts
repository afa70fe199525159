/** Pages need no script. One that is better with it says `export const csr = true` in its own `+page.ts`. */
export const csr = false;
