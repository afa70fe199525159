import { describe, expect, test } from 'vitest';
import { publicOrigin, readConfig } from './config.server.ts';

describe('the configuration', () => {
	test('works for a start on this machine with nothing set', () => {
		expect(readConfig({}, '/srv/tandem')).toEqual({
			http: { host: '127.0.0.1', port: 3000, origin: undefined, trustedProxies: 0, mostRequests: 512 },
			databaseUrl: undefined,
			dataFolder: '/srv/tandem/.tandem',
			mail: { smtpUrl: undefined, from: 'Tandem <tandem@localhost>' },
			logLevel: 'info',
			demo: false,
		});
	});

	test('takes what is set, and an empty variable for unset', () => {
		const config = readConfig(
			{
				PORT: '8080',
				HOST: '',
				ORIGIN: 'https://tandem.dortmund.example/',
				TANDEM_DATA: 'data',
				SMTP_URL: 'smtps://u:p@mail.example:465',
				MAIL_FROM: 'Tandem <tandem@dortmund.example>',
				TRUSTED_PROXIES: '1',
				TANDEM_DEMO: '1',
			},
			'/srv',
		);
		expect(config).toMatchObject({ dataFolder: '/srv/data', demo: true, http: { host: '127.0.0.1', port: 8080 } });
		expect(publicOrigin(config.http)).toBe('https://tandem.dortmund.example');
	});

	test.each([
		['PORT', 'eighty', 'PORT is "eighty" but must be a whole number from 0 to 65535.'],
		['PORT', '70000', 'PORT is "70000" but must be'],
		['ORIGIN', 'https://a.example/path', 'ORIGIN is "https://a.example/path" but must be an address without a path'],
		['ORIGIN', 'tandem.example', 'ORIGIN is "tandem.example" but must be'],
		['LOG_LEVEL', 'loud', 'must be one of debug, info, warn, error, silent'],
		['MAIL_FROM', 'Tandem', 'MAIL_FROM is "Tandem" but must be'],
		['TRUSTED_PROXIES', '-1', 'TRUSTED_PROXIES is "-1" but must be'],
		['TANDEM_DEMO', 'yes', 'TANDEM_DEMO is "yes" but must be 0 or 1'],
		['SMTP_URL', 'smtp://u:p@mail.example', 'MAIL_FROM must be set too'],
	])('refuses %s=%s and says why', (name, value, sentence) => {
		expect(() => readConfig({ [name]: value }, '/')).toThrow(sentence);
	});

	test('names every wrong variable at once and repeats no secret', () => {
		const wrong = { PORT: 'x', DATABASE_URL: 'mysql://root:geheim@db', SMTP_URL: 'http://u:geheim@mail' };
		let message = '';
		try {
			readConfig(wrong, '/');
		} catch (error) {
			message = (error as Error).message;
		}
		expect(message).toContain('PORT');
		expect(message).toContain('DATABASE_URL');
		expect(message).toContain('SMTP_URL');
		expect(message).not.toContain('geheim');
	});
});
