import type { AnsweredRequest } from "../metrics/metrics.ts";

/** A page that the thread is asked for. */
export interface PageOrder {
	id: number;
	url: string;
	headers: [name: string, value: string][];
	/** Whose connection it came by. */
	address: string | undefined;
}

/** What a thread says: that it can begin, what it was asked for, and what there is to count. A page of null only the first thread can make. */
export type PageNews = { ready: true } | { id: number; page: PageAnswer | null } | { observed: AnsweredRequest };

export interface PageAnswer {
	status: number;
	headers: [name: string, value: string][];
	body: ArrayBuffer;
}

/** The last order: the thread closes what it has opened and ends. */
export const END = "end";
