import type { IncomingMessage, ServerResponse } from 'node:http';
import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip } from 'node:zlib';
import { acceptedEncoding, type Encoding, isCompressible } from './accepted-encoding.ts';

/** Below this an answer fits into one packet anyway. */
const worthwhileBytes = 1_000;

/**
 * Makes a response compress itself: texts above a kilobyte, in an encoding the reader takes, unless they are encoded
 * already. Whoever writes the response needs to know nothing of it. A page is a quarter of its size then, which counts
 * where the network is a telephone in a cellar.
 */
export function compressResponse(request: IncomingMessage, response: ServerResponse): void {
	if (request.method === 'HEAD') return;
	const encoding = acceptedEncoding(request.headers['accept-encoding']);
	const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
	response.writeHead = ((status: number, ...rest: unknown[]) => {
		response.writeHead = writeHead as typeof response.writeHead;
		if (rest.length === 0 && isWorthwhile(status, response)) {
			response.appendHeader('vary', 'accept-encoding');
			if (encoding) compressInto(response, encoding);
		}
		return writeHead(status, ...rest);
	}) as typeof response.writeHead;
}

function isWorthwhile(status: number, response: ServerResponse): boolean {
	const length = response.getHeader('content-length');
	return (
		status >= 200 &&
		![204, 206, 304].includes(status) &&
		isCompressible(String(response.getHeader('content-type') ?? '')) &&
		!response.hasHeader('content-encoding') &&
		!String(response.getHeader('cache-control') ?? '').includes('no-transform') &&
		(length === undefined || Number(length) >= worthwhileBytes)
	);
}

function compressInto(response: ServerResponse, encoding: Encoding): void {
	const isWhole = response.hasHeader('content-length');
	response.removeHeader('content-length');
	response.setHeader('content-encoding', encoding);
	// The bytes are no longer those the tag was made of; what they mean is.
	const tag = response.getHeader('etag');
	if (typeof tag === 'string' && !tag.startsWith('W/')) response.setHeader('etag', `W/${tag}`);
	const compressor = createCompressor(encoding, isWhole);
	const write = response.write.bind(response);
	const end = response.end.bind(response);
	compressor.on('data', (chunk: Buffer) => {
		if (!write(chunk)) compressor.pause();
	});
	compressor.on('end', () => end());
	compressor.on('error', () => response.destroy());
	response.on('drain', () => compressor.resume());
	response.on('close', () => compressor.destroy());
	compressor.on('drain', () => response.emit('drain'));
	response.write = ((chunk: Uint8Array | string) => compressor.write(chunk)) as typeof response.write;
	response.end = ((chunk?: Uint8Array | string) => {
		compressor.end(chunk);
		return response;
	}) as typeof response.end;
}

/**
 * Low levels on purpose: a page takes half a millisecond, and two levels more save 4 % of it for 65 % more work.
 * A body that comes in pieces is passed on piece by piece: its first part shall be read while the rest is made.
 */
function createCompressor(encoding: Encoding, isWhole: boolean): BrotliCompress | Gzip {
	if (encoding === 'gzip') {
		return createGzip({ level: 3, flush: isWhole ? constants.Z_NO_FLUSH : constants.Z_SYNC_FLUSH });
	}
	return createBrotliCompress({
		flush: isWhole ? constants.BROTLI_OPERATION_PROCESS : constants.BROTLI_OPERATION_FLUSH,
		params: { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_LGWIN]: 18 },
	});
}
