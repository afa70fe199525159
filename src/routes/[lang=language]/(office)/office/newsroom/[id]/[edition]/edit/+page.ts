/** Articles are written with an editor; without a script they are written as plain text. */
export const csr = true;
