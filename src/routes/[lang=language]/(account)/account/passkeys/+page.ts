/** Making a passkey needs a script; removing one doesn't. */
export const csr = true;
