/**
 * What whoever runs Tandem has to know and can mend: a wrong setting, an unreachable database, a changed migration.
 * The message names the thing, what was found and the way out; it holds no secret and nothing personal, so it may be
 * logged and printed without a stack.
 */
export class OperatorError extends Error {
	override readonly name = 'OperatorError';
}
