import { id } from "./id.ts";

export const proofPaths = {
	asOf: () => "/lage",
	asOfEnding: () => "/lage/avslut",
	disposable: () => "/gallring",
	retentionRules: () => "/gallring/tider",
	disposals: () => "/gallring/beslut",
	disposal: (disposalId: string) => `/gallring/beslut/${id(disposalId)}`,
	holds: () => "/gallring/sparrar",
	holdLifting: (holdId: string) => `/gallring/sparrar/${id(holdId)}/havande`,
	trail: () => "/logg",
	trailOf: (kind: string, objectId: string) => `/logg?objekt=${id(`${kind}:${objectId}`)}`,
} as const;
