import type { HrPlan } from "../../../src/people/hr-import/plan-hr-file.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink, PostButton } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText } from "../../ui/format.ts";
import { Actions, Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

const SHOWN = 500;

function leadOf(file: string, n: number): string {
	if (n === 0) return `${file} ändrar ingenting.`;
	return `${file} ger ${n === 1 ? "en ändring" : `${countText(n)} ändringar`}. Inget är gjort än.`;
}

/** What the file would do, act by act. */
export function HrPreviewPage(props: { shell: Partial<LayoutProps>; token: string; file_name: string; plan: HrPlan }) {
	const { acts, refused } = props.plan;
	const n = acts.length;
	return (
		<Layout
			{...props.shell}
			title="Förhandsgranska filen"
			lead={leadOf(props.file_name, n)}
			crumbs={[
				{ href: paths.administration(), label: "Administration" },
				{ href: paths.hrFiles(), label: "Läs in från HR" },
			]}
		>
			{refused.length > 0 ? (
				<Section title={`Kan inte läsas in (${countText(refused.length)})`}>
					<DataTable
						caption="Rader som inte kan läsas in"
						hide_caption
						columns={[
							{ key: "line", label: "Rad", narrow: true },
							{ key: "reason", label: "Orsak" },
						]}
						rows={refused
							.slice(0, SHOWN)
							.map(({ line, reason }) => ({ cells: { line: line || "Hela filen", reason } }))}
					/>
				</Section>
			) : null}
			{n > 0 ? (
				<Section title="Det här händer">
					{n > SHOWN ? <Flash tone="info" text={`De första ${SHOWN} ändringarna visas.`} /> : null}
					<ol>
						{acts.slice(0, SHOWN).map((act) => (
							<li>{act.sentence}</li>
						))}
					</ol>
				</Section>
			) : null}
			<Actions>
				{n > 0 ? <PostButton action={paths.hrFileConfirmation(props.token)}>Genomför ändringarna</PostButton> : null}
				<ButtonLink href={paths.hrFiles()} variant="secondary">
					Välj en annan fil
				</ButtonLink>
			</Actions>
		</Layout>
	);
}
