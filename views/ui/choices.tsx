import { raw } from "hono/html";
import type { Option } from "./field-parts.tsx";

const units = new WeakMap<object, Option>();

/** Units to choose among: the same choice for the same unit, for as long as it is remembered as it was read. */
export const unitChoices = (read: readonly { id: string; name: string }[]): Option[] =>
	read.map((unit) => {
		const had = units.get(unit);
		if (had) return had;
		const choice = { value: unit.id, label: unit.name };
		units.set(unit, choice);
		return choice;
	});

/** What a browser shows at once; a longer row is the region's units, thousands on every page that has a filter. */
const SHORT = 200;
const made = new WeakMap<Option, string>();

const Choice = ({ option, selected }: { option: Option; selected: boolean }) => (
	<option value={option.value} selected={selected} disabled={option.disabled}>
		{option.label}
	</option>
);

function madeOf(option: Option): string {
	const had = made.get(option);
	if (had !== undefined) return had;
	const html = String(<Choice option={option} selected={false} />);
	made.set(option, html);
	return html;
}

/** The choices of a select. The html of each in a long row is made once. */
export function SelectChoices({ options, value }: { options: readonly Option[]; value: string | null | undefined }) {
	const isChosen = (option: Option) => option.value === value;
	if (options.length <= SHORT)
		return (
			<>
				{options.map((option) => (
					<Choice option={option} selected={isChosen(option)} />
				))}
			</>
		);
	return raw(
		options.map((option) => (isChosen(option) ? String(<Choice option={option} selected />) : madeOf(option))).join(""),
	);
}
