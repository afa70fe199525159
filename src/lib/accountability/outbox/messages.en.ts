/** The demo's outbox: every mail that would have gone out. */
export const english = {
	title: 'Outbox',
	lead: 'In the demo no mail leaves this machine. Here you see what people would have received; links in it work.',
	none: 'No mail has been written yet.',
	noneText: 'Invitations, answers to donors, questions to the partner and notices of discrepancies will appear here.',
	to: 'To {address}, {when}',
	'state-waiting': 'waiting',
	'state-sending': 'being sent',
	'state-sent': 'sent',
	'state-rejected': 'refused',
	forgotten: 'The text was deleted after sending.',
} as const;
