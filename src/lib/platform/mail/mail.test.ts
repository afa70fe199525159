import { describe, expect, test } from 'vitest';
import { type MailOutcome, mailState, sendingFailure } from './mail.ts';

describe('the state of a mail', () => {
	test.each<[readonly MailOutcome[], string]>([
		[[], 'waiting'],
		[['started'], 'sending'],
		[['started', 'accepted'], 'sent'],
		[['started', 'deferred'], 'waiting'],
		[['started', 'deferred', 'started'], 'sending'],
		[['started', 'deferred', 'started', 'accepted'], 'sent'],
		[['started', 'rejected'], 'rejected'],
		[['started', 'accepted', 'deferred'], 'sent'],
	])('after %j is %s', (outcomes, state) => {
		expect(mailState(outcomes)).toBe(state);
	});
});

describe('a failed sending', () => {
	test.each([
		['a full mailbox', { replyCode: 452, command: 'RCPT TO', handedOver: false }, 'deferred'],
		['greylisting after the message', { replyCode: 451, command: 'DATA', handedOver: true }, 'deferred'],
		['an unknown recipient', { replyCode: 550, command: 'RCPT TO', handedOver: false }, 'rejected'],
		['a refused message', { replyCode: 554, command: 'DATA', handedOver: true }, 'rejected'],
		['a wrong password of ours', { replyCode: 535, command: 'AUTH PLAIN', handedOver: false }, 'deferred'],
		['a server that is not there', { handedOver: false, command: 'CONN' }, 'deferred'],
		['a line that broke within the message', { handedOver: true, command: 'CONN' }, 'unknown'],
	] as const)('for %s: %j → %s', (_, failure, meaning) => {
		expect(sendingFailure(failure)).toBe(meaning);
	});
});
