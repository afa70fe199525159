import type { Messages } from '#lib/i18n/catalogue.ts';

export const en = {
	'city-created': 'The city {city} has been created.',
	'partnership-created': 'The partnership {partnership} has been entered.',
	'partnership-there': 'The partnership {partnership} was there already and stays as it is.',
	'administrator-created': '{email} is an administrator of {city}.',
	'administrator-again': '{email} was an administrator of {city} already and gets a fresh link.',
	'link-good-until': 'The invitation is good until {until} and can be used once. Hand it over personally:',
	'origin-unset':
		'ORIGIN is not set, so the link leads to this machine. A passkey works only under the address it was set up with: set ORIGIN first and call this again.',
	'nothing-changed': 'Nothing was changed:',
	'refused-one-city': 'Please name one city: tandem set-up SLUG …',
	'refused-format': 'The format "{format}" is not one of text, json.',
	'refused-slug-malformed':
		'"{slug}" cannot name a city. Please use 2 to 40 lower-case letters, digits and hyphens, such as dortmund.',
	'refused-option-missing': 'The option {option} is missing.',
	'refused-name-missing': 'The city needs a name: --name-de, --name-uk, --name-en, at least one of them.',
	'refused-option-malformed': '{option} is "{given}", but must be such as: {example}',
	'refused-city-exists':
		'The city {slug} exists already. To add an administrator: tandem set-up {slug} --administrator EMAIL --administrator-name NAME',
	'refused-city-unknown': 'There is no city {slug} in this instance. Set it up first: tandem set-up {slug} --help',
	'refused-partner-is-itself': 'The city {slug} cannot be its own partner.',
	'refused-partnership-unknown':
		'There is no partnership {slug} in this instance. Its address is the last part of its page: …/partnerships/dortmund-zhytomyr',
	'refused-partnership-over': 'The partnership {slug} has ended and takes in nobody any more.',
	'refused-partner-or-join':
		'Please choose for {slug}: --partner enters a new partnership, --join adds the city to one that is there.',
	'refused-nothing-to-do':
		'Please say what to do for {slug}: --name-de … to create it, --administrator, --partner or --join.',
	'refused-administrator-missing':
		'A new city needs somebody who signs in first: --administrator EMAIL --administrator-name NAME',
	'refused-administrator-name-missing': 'The administrator needs a name: --administrator-name NAME',
	'refused-email-malformed': '--administrator is "{given}", but must be an e-mail address such as name@city.example.',
	'refused-email-taken':
		'{given} belongs to a closed account, to somebody who is not an administrator, or to another city. An administrator of that city can help, or choose another address.',
	'refused-has-passkey':
		'{given} has set up a passkey already. If it is lost, another administrator of the city resets it; if there is none, add one with another address.',
} as const satisfies Messages;
