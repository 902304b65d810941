import type { DecisionPaper } from "../../../db/queries/report/planning.ts";
import { paths } from "../../../src/paths/paths.ts";
import { HEAD, HEADINGS, PAPER_FIELDS, type PaperField } from "../../../src/report/planning/fields.ts";
import type { Subject } from "../../../src/report/planning/read-matter.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { type InputProps, inputsOf } from "../../ui/inputs.tsx";
import { Link } from "../../ui/link.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Actions, Section } from "../../ui/section.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	subject: Subject;
	/** The kind in the address. */
	word: string;
	form: FormState;
	/** The newest edition, or what the register proposes. */
	saved: Record<PaperField, string | string[]>;
	/** Newest first. */
	editions: readonly DecisionPaper[];
	/** What the nämnd was given the last time it was asked the same. */
	before: DecisionPaper | null;
	may_edit: boolean;
}

/** The FöredragningsPM: written here, with last year's words beside, and taken out as Word and PDF. */
export function DecisionPaperPage(props: Props) {
	const { subject, editions, may_edit } = props;
	const newest = editions[0];
	return (
		<Layout
			{...props.shell}
			title={`FöredragningsPM: ${subject.title}`}
			lead={subject.board}
			crumbs={[{ href: subject.href, label: subject.title }]}
		>
			{newest ? (
				<Actions>
					<Link href={paths.decisionPaperFile(props.word, subject.subject_id, "docx")}>Hämta som Word</Link>
					<Link href={paths.decisionPaperFile(props.word, subject.subject_id, "pdf")}>Hämta som PDF</Link>
				</Actions>
			) : (
				<p>Inget är sparat ännu. Texterna nedan är ett förslag ur registret; filerna finns när du har sparat.</p>
			)}
			<Actions>
				<Link href={paths.paperTemplate(subject.board_id)}>Mall för FöredragningsPM</Link>
			</Actions>
			{may_edit ? <PaperForm {...props} /> : null}
			{!may_edit && newest ? <Written paper={newest} /> : null}
			{editions.length > 0 ? (
				<Section title="Utgåvor" lead="Varje gång underlaget sparas blir det en ny utgåva. De tidigare finns kvar.">
					{editions.map((edition) => (
						<Disclosure summary={`Utgåva ${edition.edition}, ${dateTimeText(edition.written_at)}, ${edition.writer}`}>
							<Written paper={edition} />
						</Disclosure>
					))}
				</Section>
			) : null}
		</Layout>
	);
}

function Written({ paper }: { paper: DecisionPaper }) {
	return (
		<DescriptionList
			items={[...HEAD, ...HEADINGS].map((field) => ({
				term: PAPER_FIELDS[field].label,
				value: field === "meeting_on" ? dateText(paper.meeting_on) : paper[field],
				wide: HEADINGS.includes(field),
			}))}
		/>
	);
}

/** Last year's words under the same heading, to read or to copy. */
function Earlier({ paper, field }: { paper: DecisionPaper | null; field: PaperField }) {
	if (!paper?.[field]) return null;
	return (
		<Disclosure summary={`Så stod det ${paper.year}`}>
			<DescriptionList items={[{ term: PAPER_FIELDS[field].label, value: paper[field], wide: true }]} />
		</Disclosure>
	);
}

function PaperForm({ subject, word, form, saved, editions, before }: Props) {
	const edition = editions[0]?.edition ?? 0;
	const state: FormState = Object.keys(form.values).length > 0 ? form : { ...form, values: saved };
	const short = (input: InputProps) => <TextField {...input} width="medium" />;
	const long =
		(rows: number, help?: string, optional = false) =>
		(input: InputProps) => (
			<>
				<TextArea {...input} rows={rows} help={help} optional={optional} />
				<Earlier paper={before} field={input.name as PaperField} />
			</>
		);
	const inputs = inputsOf(PAPER_FIELDS, state, {
		service: short,
		officer: short,
		meeting_on: (input) => <DateField {...input} optional />,
		registry_no: (input) => <TextField {...input} width="medium" optional />,
		proposal: long(3, "En att-sats per rad."),
		summary: long(6),
		preparation: long(3, undefined, true),
		perspectives: long(3),
		economy: long(3),
		follow_up: long(3),
		documents: long(3, "En handling per rad."),
		sent_to: long(2, "En mottagare per rad.", true),
	});
	return (
		<Form
			action={paths.decisionPaper(word, subject.subject_id)}
			errors={form.errors}
			version={versionOf(form, edition)}
			unsaved
		>
			<NewerValues form={form} current={saved} fields={PAPER_FIELDS} />
			{Object.values(inputs)}
			<FormActions cancel_href={subject.href}>
				<Button>{edition === 0 ? "Spara underlaget" : "Spara som ny utgåva"}</Button>
			</FormActions>
		</Form>
	);
}
