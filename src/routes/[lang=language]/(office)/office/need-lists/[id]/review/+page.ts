/** The one office page with a script: choices by key press. It works without as well. */
export const csr = true;
