/** How closely two cities are bound, from a first contact to a full partnership; the words of the table `partnership`. */
export type PartnershipKind = 'contact' | 'project' | 'friendship' | 'solidarity' | 'full';
