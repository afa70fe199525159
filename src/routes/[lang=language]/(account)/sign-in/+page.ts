/** Passkeys are the one thing here that needs a script; the forms work without it. */
export const csr = true;
