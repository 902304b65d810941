import type { HitGroup } from "../../../src/office/search/search.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Section } from "../../ui/section.tsx";
import { TaskList } from "../../ui/task-list.tsx";

/** Everything that fits some words, grouped by what it is. */
export function SearchPage(props: { shell: Partial<LayoutProps>; text: string; groups: readonly HitGroup[] }) {
	const { shell, text, groups } = props;
	return (
		<Layout {...shell} title={text === "" ? "Sök" : `Sök: ${text}`}>
			<FilterBar action={paths.search()} label="Sök i hela registret" submit_label="Sök">
				<TextField
					name="q"
					label="Sök efter"
					help="Risk, åtgärd, kontroll, avvikelse, rekommendation, enhet, person, underlag, verifikationsnummer eller en sida."
					optional="silent"
					value={text}
					maxlength={100}
					type="search"
				/>
			</FilterBar>
			{text !== "" && groups.length === 0 ? (
				<EmptyState
					heading="Inget passar"
					text="Pröva färre ord eller början av ett ord. Du hittar det som du också får öppna på sidorna."
				/>
			) : null}
			{groups.map(({ label, hits }) => (
				<Section title={label}>
					<TaskList label={label} tasks={hits} />
				</Section>
			))}
			<p class="soft" data-shortcut hidden>
				Tangenten / öppnar sökningen och ? hjälpen, från alla sidor.{" "}
				<button type="button" class="button button-secondary">
					Stäng av tangenten
				</button>
			</p>
		</Layout>
	);
}
