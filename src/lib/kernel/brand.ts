declare const brand: unique symbol;

/** A value of type `T` that can't be mistaken for another of the same shape: no swapped ids, no shifted days. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
