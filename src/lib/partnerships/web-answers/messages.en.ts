import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	'answer-address-malformed': 'this is no address',
	'answer-scheme-not-permitted': 'addresses beginning with “{scheme}:” are not fetched',
	'answer-credentials-in-address': 'the address holds a user name or a password',
	'answer-address-not-public': '“{host}” does not lead to the public internet',
	'answer-host-unknown': 'nobody is known by the name “{host}”',
	'answer-too-many-redirects': 'it led on to another address more than {most} times',
	'answer-too-large': 'the answer is larger than {megabytes} MB',
	'answer-too-slow': 'no answer within {seconds} seconds',
	'answer-stopped': 'it was stopped',
	'answer-connection-failed': 'the connection failed ({code})',
	'answer-not-json-html': 'a web page came instead of data',
	'answer-not-json-text': 'the data were damaged or cut short',
	'answer-not-json-nothing': 'an empty answer came',
	'answer-not-a-list': 'a list was expected, “{found}” came',
	'answer-status': 'the server answered {status}',
} as const satisfies Messages;
