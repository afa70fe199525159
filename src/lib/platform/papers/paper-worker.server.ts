import { parentPort, workerData } from 'node:worker_threads';
import { present } from '#lib/kernel/assert.ts';
import { renderDocx } from './docx.server.ts';
import type { PaperFormat } from './paper-format.ts';
import { renderPdf } from './pdf.server.ts';
import type { PaperRequest } from './render-paper.server.ts';

/** Runs in a thread of its own: draws the one paper it was started with. `renderPaper` starts, times and ends it. */
const { paper, formats, at } = workerData as PaperRequest;
const files: Partial<Record<PaperFormat, Uint8Array>> = {};
for (const format of formats) files[format] = format === 'pdf' ? renderPdf(paper, at) : await renderDocx(paper);
present(parentPort, 'the thread that started this one').postMessage(files);
