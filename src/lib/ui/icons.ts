/** Drawn on a 24 × 24 field with a stroke of 2: few, plain, and always beside words. */
export const icons = {
	info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8h.01',
	success: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12.5l2.8 2.8L16.2 9.5',
	warning: 'M12 4 2.8 20h18.4L12 4ZM12 10v4.5M12 17.2h.01',
	danger: 'M8 3h8l5 5v8l-5 5H8l-5-5V8l5-5ZM12 7.5v5.5M12 16.2h.01',
	neutral: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z',
	clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.2 2',
	check: 'm5 12.5 4.5 4.5L19 7.5',
	close: 'M6 6l12 12M18 6 6 18',
	plus: 'M12 5v14M5 12h14',
	search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
	menu: 'M4 7h16M4 12h16M4 17h16',
	down: 'm6 9.5 6 6 6-6',
	up: 'm6 14.5 6-6 6 6',
	right: 'm9.5 6 6 6-6 6',
	forward: 'M5 12h14M13 6l6 6-6 6',
	back: 'M19 12H5M11 6l-6 6 6 6',
	download: 'M12 4v11M7 10.5l5 5 5-5M4.5 20h15',
	upload: 'M12 16V5M7 9.5l5-5 5 5M4.5 20h15',
	edit: 'M4 20h4L19 9l-4-4L4 16v4ZM13.5 6.5l4 4',
	remove: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13',
	print: 'M7 9V4h10v5M7 17H4.5V9.5h15V17H17M7.5 14h9v6h-9z',
	account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
	truck:
		'M3 6.5h11v10H3zM14 10h4l3 3.5v3h-7' +
		'M7 19.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM17.5 19.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
	box: 'M12 3 4 7v10l8 4 8-4V7l-8-4ZM4 7l8 4 8-4M12 11v10',
	place:
		'M12 21c4.5-4.7 6.5-8 6.5-11a6.5 6.5 0 1 0-13 0c0 3 2 6.3 6.5 11Z' +
		'M12 12a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
	calendar: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8',
	document: 'M6 3.5h8l4 4v13H6zM13.5 3.5V8H18M9 12.5h6M9 16h6',
	mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
	external: 'M13 5h6v6M19 5l-8.5 8.5M10 6.5H5V19h12.5v-5',
	lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
	list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
	image: 'M4 5h16v14H4zM4.5 17l5-5 4 4 2.5-2.5 3.5 3.5M15.5 9.5h.01',
	filter: 'M4 6h16M7 12h10M10 18h4',
	refresh: 'M19.5 8.5A8 8 0 0 0 5 9M4.5 15.5A8 8 0 0 0 19 15M20 4v4.5h-4.5M4 20v-4.5h4.5',
} as const;

export type IconName = keyof typeof icons;
