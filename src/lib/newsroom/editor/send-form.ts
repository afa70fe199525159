/** Sends a form in the background and answers as SvelteKit's actions do. */
export type SendForm<Data extends object> = (
	body: FormData,
) => Promise<
	| { readonly type: 'redirect'; readonly location: string }
	| { readonly type: 'failure'; readonly data?: Data | undefined }
	| { readonly type: 'success' | 'error' }
>;

/** What became of a form that was sent: the page is left for another, or shows what was wrong, or nobody answered. */
export type Sending = 'gone' | 'refused' | 'unreachable';

/** Sends a form; where it was refused, hands over why and answers once that is shown. */
export async function sendForm<Data extends object>(
	send: SendForm<Data> | undefined,
	body: FormData,
	page: { readonly leave: (address: string) => void; readonly show: (data: Data) => Promise<void> },
): Promise<Sending> {
	const result = await send?.(body).catch(() => undefined);
	if (result?.type === 'redirect') {
		page.leave(result.location);
		return 'gone';
	}
	if (result?.type !== 'failure' || !result.data) return 'unreachable';
	await page.show(result.data);
	return 'refused';
}
