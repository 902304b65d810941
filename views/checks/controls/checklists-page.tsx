import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Checklist, ChecklistRow, CheckQuestion } from "../../../db/queries/checks/controls-checklists.ts";
import { questionTerms } from "../../../db/schema/checks/controls-question-terms.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

/** Every edition of every checklist. */
export function ChecklistsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<ChecklistRow>;
	may_edit: boolean;
}) {
	return (
		<Layout
			{...props.shell}
			title="Checklistor"
			lead="En utgåva ändras aldrig. En ändring är en ny utgåva, och det som redan är besvarat behåller sin."
			crumbs={[{ href: paths.controls(), label: "Kontrollmoment" }]}
			main_action={props.may_edit ? <ButtonLink href={paths.checklistNew()}>Ny checklista</ButtonLink> : null}
		>
			<List
				list={props.list}
				noun="utgåvor"
				caption="Checklistor"
				href={(row) => paths.checklist(row.id)}
				empty="Det finns inga checklistor ännu."
			/>
		</Layout>
	);
}

function Questions({ questions }: { questions: readonly CheckQuestion[] }) {
	return (
		<DataTable
			caption="Kontrollpunkter"
			columns={[
				{ key: "position", label: "Nr", narrow: true },
				{ key: "text", label: "Kontrollpunkt", primary: true },
				{ key: "help", label: "Hjälptext" },
				{ key: "is_key", label: "Slag", narrow: true },
				{ key: "asks_cause", label: "Orsakskod vid Nej", narrow: true },
				{ key: "terms", label: "Gäller" },
			]}
			rows={questions.map((question) => ({
				cells: {
					position: String(question.position),
					text: question.text,
					help: question.help || "–",
					is_key: question.is_key ? "Nyckelfråga" : "Formell",
					asks_cause: question.asks_cause ? "Ja" : "Nej",
					terms: questionTerms(question) || "Alla inköp",
				},
			}))}
		/>
	);
}

/** One edition, with the way to the others. */
export function ChecklistPage(props: {
	shell: Partial<LayoutProps>;
	checklist: Checklist;
	questions: readonly CheckQuestion[];
	/** newest first */
	editions: readonly Checklist[];
	history: readonly HistoryEvent[];
	may_edit: boolean;
}) {
	const { checklist, editions } = props;
	const [newest] = editions;
	const is_newest = newest === undefined || newest.id === checklist.id;
	return (
		<Layout
			{...props.shell}
			title={`${checklist.title}, utgåva ${checklist.edition}`}
			crumbs={[
				{ href: paths.controls(), label: "Kontrollmoment" },
				{ href: paths.checklists(), label: "Checklistor" },
			]}
			main_action={
				props.may_edit && is_newest ? (
					<ButtonLink href={paths.checklistEdition(checklist.id)}>Ny utgåva</ButtonLink>
				) : null
			}
		>
			{is_newest ? null : (
				<Flash tone="info" announce={false}>
					<p>
						{"Det finns en nyare utgåva: "}
						<Link href={paths.checklist(newest.id)}>{`${newest.title}, utgåva ${newest.edition}`}</Link>
					</p>
				</Flash>
			)}
			<Questions questions={props.questions} />
			{editions.length > 1 ? (
				<Section title="Utgåvor">
					<ul class="plain-list">
						{editions.map((edition) => (
							<li>
								<Link href={paths.checklist(edition.id)} current={edition.id === checklist.id}>
									{`${edition.title}, utgåva ${edition.edition}`}
								</Link>
							</li>
						))}
					</ul>
				</Section>
			) : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
