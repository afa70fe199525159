import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { assert, present } from '#lib/kernel/assert.ts';
import type { Instant } from '#lib/kernel/instant.ts';
import type { LinkedPaper } from './paper-layout.ts';
import { typstTemplate } from './typst-template.ts';

let compiler: NodeCompiler | undefined;

/**
 * A paper as a tagged PDF for print and for reading aloud (PDF/UA-1, ISO 14289-1), with the fonts the compiler brings along
 * (Libertinus, OFL). The same paper at the same moment gives the same bytes. Takes up to seconds of work: see
 * `renderPaper` for a thread of its own.
 */
export function renderPdf(paper: LinkedPaper, at: Instant): Uint8Array {
	compiler ??= NodeCompiler.create({});
	const compiled = compiler.compile({ mainFileContent: typstTemplate, inputs: { paper: JSON.stringify(paper) } });
	const trouble = compiled.takeError();
	assert(!trouble, `the paper cannot be set: ${JSON.stringify(trouble && compiler.fetchDiagnostics(trouble))}`);
	const document = present(compiled.result, 'the paper as it was set');
	const bytes = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(at / 1000) });
	compiler.evictCache(10);
	return new Uint8Array(bytes);
}
