import { unreachable } from '#lib/kernel/assert.ts';
import type { Language } from '#lib/kernel/language.ts';
import type { Paper } from '#lib/platform/papers/paper.ts';
import { councilPaper } from './council-paper.ts';
import { proofPaper } from './proof-paper.ts';
import type { ReportContent } from './report-content.ts';

/** A report in one language. */
export function reportPaper(content: ReportContent, language: Language): Paper {
	switch (content.kind) {
		case 'council':
			return councilPaper(content, language);
		case 'proof-of-use':
			return proofPaper(content, language);
		default:
			return unreachable(content);
	}
}
