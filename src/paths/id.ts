/** An id as a part of an address: whatever it holds, it stays one part. */
export const id = (value: string) => encodeURIComponent(value);
