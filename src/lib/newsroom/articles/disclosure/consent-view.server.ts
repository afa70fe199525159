import type { OfficeDesk } from '#lib/access/office-desk.server.ts';
import { may } from '#lib/access/permissions.ts';
import { readableText } from '#lib/kernel/localized-text.ts';
import { type LinkedShipment, mayTellOf } from './consent.ts';

/** The shipments of an article as its page shows them, with what the acting city can say to each. */
export function viewShipments(shipments: readonly LinkedShipment[], desk: OfficeDesk) {
	const mayDecide = may(desk.session, 'articles.write');
	return shipments.map((shipment) => {
		const own = shipment.cities.find(({ id }) => id === desk.actor.city);
		return {
			id: shipment.id,
			number: shipment.number,
			state: stateOf(shipment),
			cities: shipment.cities.map(({ names, consents, outdated }) => ({
				name: readableText(names, desk.language).text,
				word: consents ? ('city-consents' as const) : outdated ? ('city-outdated' as const) : ('city-has-not' as const),
			})),
			asked: mayDecide && own !== undefined && shipment.cities.length > 1 && !shipment.public && !shipment.hidden,
			consents: own?.consents === true,
		};
	});
}

type ShownState = 'is-public' | 'is-hidden' | 'may-be-told' | 'not-public';

function stateOf(shipment: LinkedShipment): ShownState {
	if (shipment.public) return 'is-public';
	if (shipment.hidden) return 'is-hidden';
	return mayTellOf(shipment) ? 'may-be-told' : 'not-public';
}
