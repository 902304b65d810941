import { ROLES } from "../../../db/schema/vocabulary.ts";
import type { DemoGuide, DemoPerson } from "../../../src/people/session/demo-guides.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { KeptNote } from "./kept-note.tsx";
import { Section } from "../../ui/section.tsx";

interface DemoSignInProps {
	shell: Partial<LayoutProps>;
	guides: DemoGuide[];
	/** The people that the search found; empty before a search. */
	found: DemoPerson[];
	query: string;
	return_to: string;
}

/** Six to begin as, each with a task; everybody else behind a search. Demo mode only. */
export function DemoSignInPage(props: DemoSignInProps) {
	const { guides, found, query, return_to } = props;
	return (
		<Layout
			{...props.shell}
			title="Logga in"
			lead="Demoläge: välj vem du vill vara. I drift loggar var och en in som sig själv."
		>
			<KeptNote return_to={return_to} />
			<Section title="Börja här">
				<People people={guides} return_to={return_to} />
			</Section>
			<Section title="Sök någon annan" lead="Skriv ett namn, en roll eller en enhet, till exempel Chef Nora.">
				<FilterBar action={paths.signIn()} label="Sök person" submit_label="Sök">
					<TextField name="sok" label="Namn, roll eller enhet" optional="silent" value={query} />
					{return_to === "/" ? null : <input type="hidden" name="till" value={return_to} />}
				</FilterBar>
				{query !== "" && found.length === 0 ? <p>Ingen i demon passar in på det. Pröva färre ord.</p> : null}
				<People people={found} return_to={return_to} />
			</Section>
		</Layout>
	);
}

function People({ people, return_to }: { people: readonly (DemoPerson & { task?: string })[]; return_to: string }) {
	if (people.length === 0) return null;
	return (
		<ul class="plain-list unmeasured">
			{people.map((person) => (
				<li>
					<PostButton action={paths.signIn()} variant="secondary" hidden={{ person: person.id, till: return_to }}>
						{`${ROLES[person.role]}: ${person.name}, ${person.unit_name}`}
					</PostButton>
					{person.task ? <p class="soft">{person.task}</p> : null}
				</li>
			))}
		</ul>
	);
}
