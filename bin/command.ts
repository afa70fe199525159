import type { Language } from '#lib/kernel/language.ts';

/** 0 done · 1 done, and the answer is no (drift found, input refused) · 2 wrong usage · 3 the machine failed us. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command may touch of the outside; tests hand in their own. */
export interface Terminal {
	out(text: string): void;
	err(text: string): void;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The language of sentences, from `--lang`, else from LANG, else English. */
	readonly language: Language;
}

/** One word of the command line: `tandem <name> …`. What `--help` says of it stands in bin/help. */
export interface Command {
	run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}
