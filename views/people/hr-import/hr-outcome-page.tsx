import type { HrOutcome } from "../../../src/people/hr-import/confirm-hr-file.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText } from "../../ui/format.ts";
import { Actions, Section } from "../../ui/section.tsx";

/** What happened. */
export function HrOutcomePage({ shell, outcome }: { shell: Partial<LayoutProps>; outcome: HrOutcome }) {
	return (
		<Layout {...shell} title="Filen är inläst" crumbs={[{ href: paths.administration(), label: "Administration" }]}>
			<Flash
				tone="ok"
				text={outcome.done === 1 ? "En ändring är gjord." : `${countText(outcome.done)} ändringar är gjorda.`}
			/>
			{outcome.failed.length > 0 ? (
				<Section title={`Kunde inte göras (${countText(outcome.failed.length)})`}>
					<ul>
						{outcome.failed.map(({ sentence, reason }) => (
							<li>{`${sentence}: ${reason}`}</li>
						))}
					</ul>
				</Section>
			) : null}
			<Actions>
				<ButtonLink href={paths.people()}>Personer</ButtonLink>
				<ButtonLink href={paths.units()} variant="secondary">
					Enheter
				</ButtonLink>
			</Actions>
		</Layout>
	);
}
