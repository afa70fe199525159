import { z } from 'zod';

/**
 * Asks for the public pages to be written anew, with `enqueue`: whatever changes what the public may read does so in its own
 * transaction. The work itself is accountability's, whose job has this name and input.
 */
export const publicationRequest = { name: 'publish', input: z.object({}) } as const;
