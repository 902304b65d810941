import { PersonField } from "../../ui/person-field.tsx";
import type { Draw } from "../../../db/queries/checks/draws.ts";
import type { PersonOption } from "../../../db/queries/people/people.ts";
import type { DrawConflict, DrawDuties } from "../../../src/checks/duties/draw-conflicts.ts";
import { UNTRIED } from "../../../db/schema/checks/duties.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../../ui/form-state.ts";
import { countText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

export interface ShownConflict extends DrawConflict {
	candidates: readonly PersonOption[];
	/** The person chosen in the form at first. */
	suggested: string | null;
}

const POSTS = { performer: "Utförare", reviewer: "Granskare" } as const;

/** Who is to check what they have ordered, received or attested themselves, and who can do it instead: one act for all of them. */
export function ConflictsPage(props: {
	shell: Partial<LayoutProps>;
	draw: Draw;
	duties: DrawDuties;
	shown: readonly ShownConflict[];
	form: FormState;
	may_settle: boolean;
	pager: Parameters<typeof Pager>[0];
}) {
	const { draw, duties } = props;
	return (
		<Layout
			{...props.shell}
			title="Jäv i dragningen"
			lead={`${draw.control_title}, ${formatOccurrence(draw.period_key)}. Den som beställt, tagit emot eller attesterat ett draget inköp varken utför eller granskar kontrollen.`}
			crumbs={[{ href: paths.draw(draw.id), label: `Dragningen ${draw.draw_id}` }]}
		>
			{duties.untried > 0 ? (
				<Flash
					tone="warn"
					announce={false}
					text={`${UNTRIED} Det gäller ${countText(duties.untried)} av ${countText(duties.runs)} kontroller i dragningen som inte är godkända.`}
				/>
			) : null}
			<Conflicts {...props} />
			<Unmatched names={duties.unmatched} />
		</Layout>
	);
}

function Conflicts({ draw, shown, form, may_settle, pager }: Parameters<typeof ConflictsPage>[0]) {
	const table = (
		<DataTable
			caption="Jäv att lösa"
			hide_caption
			empty="Ingen utförare eller granskare har del i de dragna inköpen."
			columns={[
				{ key: "unit", label: "Enhet", primary: true },
				{ key: "who", label: "Person" },
				{ key: "why", label: "Har" },
				{ key: "instead", label: may_settle ? "Lämna över till" : "Kan ta över" },
			]}
			rows={shown.map((one) => ({
				cells: {
					unit: <Link href={paths.run(one.run.id)}>{one.run.unit_name}</Link>,
					who: `${one.person_name} (${POSTS[one.post].toLowerCase()})`,
					why: one.why,
					instead: <Instead conflict={one} form={form} may_settle={may_settle} />,
				},
			}))}
		/>
	);
	const settles = may_settle && shown.some((one) => one.candidates.length > 0);
	return (
		<Section title="Jäv att lösa">
			{settles ? (
				<Form action={paths.drawConflicts(draw.id)} errors={form.errors}>
					{table}
					<TextArea
						name="reason"
						label="Skäl"
						rows={2}
						value={valueIn(form, "reason") || "Har del i de dragna inköpen."}
						error={form.errors.reason}
					/>
					<FormActions cancel_href={paths.draw(draw.id)}>
						<Button>Lämna över</Button>
					</FormActions>
				</Form>
			) : (
				table
			)}
			{pager.total > shown.length ? <Pager {...pager} noun="jäv" /> : null}
		</Section>
	);
}

/** The choice of another person, the nearest first; where nobody is left, the text says what to do instead. */
function Instead({ conflict, form, may_settle }: { conflict: ShownConflict; form: FormState; may_settle: boolean }) {
	const { run, post, candidates, suggested } = conflict;
	if (!conflict.movable) return "Kontrollen är signerad. Granskaren återsänder den, sedan kan någon annan utföra den.";
	if (candidates.length === 0)
		return `Ingen som får ${post === "performer" ? "utföra" : "granska"} kontrollen är utan del i inköpen. Be administratören ge någon utan del en roll vid enheten eller över den, till exempel en tidsbegränsad.`;
	if (!may_settle) return candidates.map(({ name }) => name).join(", ");
	const people = candidates.map(({ id, name }) => ({ value: `${post}.${run.id}.${id}`, label: name }));
	const typed = valuesIn(form, "choice");
	return (
		<PersonField
			name="choice"
			form={form}
			scope={`${post}-${run.id}`}
			hide_label
			label={`${POSTS[post]}, ${run.unit_name}`}
			optional="silent"
			placeholder="Låt vara"
			people={people}
			value={
				typed.length === 0
					? `${post}.${run.id}.${suggested ?? ""}`
					: (people.find(({ value }) => typed.includes(value))?.value ?? "")
			}
			error={form.errors.choice}
		/>
	);
}

function Unmatched({ names }: { names: readonly string[] }) {
	if (names.length === 0) return null;
	return (
		<Section
			title="Namn som inte hör till någon"
			lead="De står i de dragna inköpen men liknar ingen person i registret, så jäv kan inte prövas för dem. Är det någon här, skriv namnet eller användarnamnet på personens sida under Namn i ekonomisystemet."
		>
			<ul>
				{names.map((name) => (
					<li>{name}</li>
				))}
			</ul>
		</Section>
	);
}
