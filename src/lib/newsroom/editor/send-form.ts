/** Sends a form in the background and answers as SvelteKit's actions do. */
export type SendForm<Data extends object> = (
	body: FormData,
) => Promise<
	| { readonly type: 'redirect'; readonly location: string }
	| { readonly type: 'failure'; readonly data?: Data | undefined }
	| { readonly type: 'success' | 'error' }
>;

/** What became of a form that was sent: it was taken and leads to another page, or was refused, or nobody answered. */
export type Sending =
	| { readonly kind: 'taken'; readonly leadsTo: string }
	| { readonly kind: 'refused' }
	| { readonly kind: 'unreachable' };

/** Sends a form; where it was refused, answers once it is shown why. */
export async function sendForm<Data extends object>(
	send: SendForm<Data> | undefined,
	body: FormData,
	show: (data: Data) => Promise<void>,
): Promise<Sending> {
	const result = await send?.(body).catch(() => undefined);
	if (result?.type === 'redirect') return { kind: 'taken', leadsTo: result.location };
	if (result?.type !== 'failure' || !result.data) return { kind: 'unreachable' };
	await show(result.data);
	return { kind: 'refused' };
}
