/** What happens in a filled region, played in the order of its days so that the trail's times never go back. */
export interface Agenda {
	add(at: string, play: (at: string) => Promise<void>): void;
	/** Plays what falls before `until`, also what is added on the way; what comes later never happens. */
	play(until: string): Promise<void>;
}

export function openAgenda(): Agenda {
	const waiting: { at: string; play: (at: string) => Promise<void> }[] = [];
	let now = "";
	return {
		add(at, play) {
			if (at < now) throw new Error(`${at} is over: the agenda has come to ${now}`);
			let place = waiting.length;
			// the soonest lies last; of the same instant, what was added first is played first
			while (place > 0 && waiting[place - 1]!.at <= at) place--;
			waiting.splice(place, 0, { at, play });
		},
		async play(until) {
			for (let next = waiting.pop(); next && next.at < until; next = waiting.pop()) {
				now = next.at;
				await next.play(next.at);
			}
		},
	};
}
