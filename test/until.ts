import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits for something that another process, thread or connection brings about. It has no limit of its own: on a busy
 * machine everything takes longer, and what never happens is ended by the test's own limit.
 */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await isSo())) await pause(20);
}
