import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

const encoded = z.string().max(20_000);
const common = {
	id: encoded,
	rawId: encoded,
	type: z.literal('public-key'),
	authenticatorAttachment: z.string().optional(),
};
// What a browser adds beyond this (extension results, its own reading of the key) proves nothing and is dropped.
const clientExtensionResults = z.object({}).default({});

const authentication = z.object({
	...common,
	response: z.object({
		clientDataJSON: encoded,
		authenticatorData: encoded,
		signature: encoded,
		userHandle: encoded.nullish().transform((handle) => handle ?? undefined),
	}),
	clientExtensionResults,
});

const registration = z.object({
	...common,
	response: z.object({
		clientDataJSON: encoded,
		attestationObject: encoded,
		transports: z.array(z.string().max(30)).max(10).optional(),
	}),
	clientExtensionResults,
});

const begin = z.object({ step: z.literal('begin') });
const signIn = z.discriminatedUnion('step', [
	begin,
	z.object({ step: z.literal('finish'), answer: authentication, to: z.string().max(3000).default('') }),
]);
const enrolment = z.discriminatedUnion('step', [
	begin,
	z.object({ step: z.literal('finish'), answer: registration, name: z.string().trim().max(60).default('') }),
]);

type Steps<Answer, Extra> = { step: 'begin' } | ({ step: 'finish'; answer: Answer } & Extra);

/** A step of signing in as the page's script sends it; undefined for anything else. */
export function parseSignInStep(body: unknown): Steps<AuthenticationResponseJSON, { to: string }> | undefined {
	return signIn.safeParse(body).data as Steps<AuthenticationResponseJSON, { to: string }> | undefined;
}

/** A step of adding a passkey; undefined for anything else. */
export function parseEnrolmentStep(body: unknown): Steps<RegistrationResponseJSON, { name: string }> | undefined {
	return enrolment.safeParse(body).data as Steps<RegistrationResponseJSON, { name: string }> | undefined;
}
