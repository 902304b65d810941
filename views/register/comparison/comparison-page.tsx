import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import { type ShownRow, OUTCOMES, type Outcome } from "../../../src/register/comparison/columns.ts";
import type { PlanComparison } from "../../../src/register/comparison/read-comparison.ts";
import type { Piece } from "../../../src/register/comparison/word-diff.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Actions } from "../../ui/section.tsx";

interface Props extends Omit<PlanComparison, "rows"> {
	shell: Partial<LayoutProps>;
	plan: Plan;
	outcome: Outcome | undefined;
	counts: readonly { what: Outcome; n: number; href: string }[];
	list: ListShown<ShownRow>;
	/** The list as it is filtered, for its files. */
}

/** A text with the words that the other side lacks: read aloud as removed or added, not by colour alone. */
function Words({ pieces, added }: { pieces: readonly Piece[]; added: boolean }) {
	return (
		<>
			{pieces.map(({ text, own }) => {
				if (!own) return text;
				return added ? <ins>{text}</ins> : <del>{text}</del>;
			})}
		</>
	);
}

function Choice({ plan, sides, from, to, outcome }: Props) {
	const options = sides.map(({ key, label }) => ({ value: key, label }));
	const words = Object.entries(OUTCOMES).map(([value, label]) => ({ value, label }));
	return (
		<FilterBar action={paths.planComparison(plan.id)} clear_href={paths.planComparison(plan.id)}>
			<SelectField name="fran" label="Från" optional="silent" options={options} value={from?.key} width="medium" />
			<SelectField name="till" label="Till" optional="silent" options={options} value={to.key} width="medium" />
			<SelectField
				name="utfall"
				label="Utfall"
				optional="silent"
				placeholder="Alla"
				options={words}
				value={outcome}
				width="medium"
			/>
		</FilterBar>
	);
}

/** Two versions side by side: what is kept, changed, new and gone, and why. */
export function ComparisonPage(props: Props) {
	const { plan, from, to, counts } = props;
	return (
		<Layout
			{...props.shell}
			title={from ? `Jämförelse: ${from.label} och ${to.label}` : `Jämförelse, ${plan.year}`}
			lead={plan.board_name}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
			]}
		>
			<Choice {...props} />
			{from ? (
				<Actions>
					{counts.map(({ what, n, href }) => (
						<Link href={href}>{`${OUTCOMES[what]}: ${n}`}</Link>
					))}
				</Actions>
			) : null}
			<List
				list={props.list}
				noun="rader"
				caption="Jämförelse rad för rad"
				cells={{
					title: (row) => (row.href ? <Link href={row.href}>{row.title}</Link> : row.title),
					before: (row) => <Words pieces={row.words.before} added={false} />,
					after: (row) => <Words pieces={row.words.after} added={true} />,
				}}
				empty={from ? "Inga rader med det utfallet." : "Det finns ingen tidigare beslutad version att jämföra med."}
			/>
		</Layout>
	);
}
