import { type FirstStep, KEYS, WORDS, wordId } from "../../../src/office/help/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Section } from "../../ui/section.tsx";
import { TaskList } from "../../ui/task-list.tsx";

/** Keys, words, and for whoever sets the product up what is left of that. */
export function HelpPage(props: { shell: Partial<LayoutProps>; steps: readonly FirstStep[] }) {
	return (
		<Layout {...props.shell} title="Hjälp" lead="Varje fält har sin hjälp på sidan. Här står det som gäller överallt.">
			<FirstSteps steps={props.steps} />
			<Section title="Ordlista">
				<dl class="words">
					{WORDS.map(({ word, meaning }) => (
						<div id={wordId(word)}>
							<dt>{word}</dt>
							<dd>{meaning}</dd>
						</div>
					))}
				</dl>
			</Section>
			<Section title="Tangenter">
				<dl class="words" id="tangenter">
					{KEYS.map(({ keys, what }) => (
						<div>
							<dt>{keys}</dt>
							<dd>{what}</dd>
						</div>
					))}
				</dl>
			</Section>
		</Layout>
	);
}

function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
	if (steps.length === 0) return null;
	const done = steps.filter((step) => step.done).length;
	return (
		<Section title="Lägg in ert eget" lead={`${done} av ${steps.length} steg är gjorda.`}>
			<TaskList
				label="Lägg in ert eget"
				tasks={steps.map((step) => ({
					href: step.href,
					title: step.title,
					meta: step.help,
					state: step.done ? <StateBadge tone="ok" label="Gjort" /> : <StateBadge tone="none" label="Kvar" />,
				}))}
			/>
		</Section>
	);
}
