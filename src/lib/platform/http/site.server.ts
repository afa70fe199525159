import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OperatorError } from '../operator-error.ts';
import type { Handler } from './http-server.server.ts';
import { addressHeader, hostHeader, protocolHeader } from './request-origin.ts';

/**
 * Loads the built site. Its adapter takes https for granted and ignores ORIGIN, which makes browsers' forms on
 * http://localhost fail with 403; so it is told to read protocol, host and address from our headers.
 */
export async function loadSite(buildFolder: string, largestBodyBytes: number): Promise<Handler> {
	const file = join(buildFolder, 'handler.js');
	if (!(await stat(file).catch(() => undefined))) {
		throw new OperatorError(`The site is not built (${file} is missing). Run: npm run build`);
	}
	process.env['PROTOCOL_HEADER'] = protocolHeader;
	process.env['HOST_HEADER'] = hostHeader;
	process.env['ADDRESS_HEADER'] = addressHeader;
	process.env['BODY_SIZE_LIMIT'] = String(largestBodyBytes);
	for (const name of ['PORT_HEADER', 'XFF_DEPTH']) delete process.env[name];
	process.env['NODE_ENV'] ??= 'production';
	const built = (await import(pathToFileURL(file).href)) as { handler: Handler };
	return built.handler;
}
