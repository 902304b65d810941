import { paths } from "../../../src/paths/paths.ts";
import type { Waiting } from "../../../src/checks/populations/import/long-import.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { Section } from "../../ui/section.tsx";

const STAGES = {
	reading: { step: 1, says: "filen läses och varje rad prövas" },
	placing: { step: 2, says: "inköpen jämförs med tidigare populationer" },
	storing: { step: 3, says: "inköpen sparas" },
} as const;

/** How far a large file has come. The page asks again by itself; leaving it stops nothing. */
export function ImportProgressPage(props: { shell: Partial<LayoutProps>; token: string; waiting: Waiting }) {
	const { waiting, token } = props;
	const { step, says } = STAGES[waiting.progress.stage];
	const said = `Steg ${step} av ${waiting.storing ? 3 : 2}: ${says}`;
	return (
		<Layout
			{...props.shell}
			title={`Läser in ${waiting.file_name}`}
			lead={
				waiting.storing
					? "Filen är stor. Sidan visar populationen när den är fryst; fram till dess är ingenting sparat."
					: "Filen är stor. Sidan visar förhandsgranskningen när filen är läst; inget sparas förrän du bekräftar."
			}
			crumbs={[{ href: paths.purchases(), label: "Inköp" }]}
		>
			<Section title="Så långt har inläsningen kommit">
				<Bar said={said} waiting={waiting} />
				<p class="soft">Sidan uppdateras av sig själv. Du kan göra annat under tiden och komma tillbaka hit.</p>
				<Form action={paths.purchasesCancellation(token)}>
					<FormActions>
						<ButtonLink href={paths.purchasesPreviewed(token)}>Uppdatera</ButtonLink>
						<Button variant="secondary">Avbryt inläsningen</Button>
					</FormActions>
				</Form>
			</Section>
		</Layout>
	);
}

function Bar({ said, waiting }: { said: string; waiting: Waiting }) {
	const { done, of } = waiting.progress;
	const percent = of > 0 ? Math.min(99, Math.floor((100 * done) / of)) : null;
	return (
		<div class="progress">
			<span id="inlasning">
				{said}
				{percent === null ? null : <strong>{`: ${percent} %`}</strong>}
			</span>
			{percent === null ? (
				<progress aria-labelledby="inlasning" />
			) : (
				<progress max={100} value={percent} aria-labelledby="inlasning">{`${percent} %`}</progress>
			)}
		</div>
	);
}
