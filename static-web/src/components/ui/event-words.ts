import type { TFunction } from "i18next";
import { humanize } from "./words";

type Lookup = (key: string, otherwise: { defaultValue: string }) => string;

/** What happened, in the reader's words: `team.member_added` reads "Person joined a team". Types that this version does not know are told in their own. */
export function eventText(type: string, t: TFunction): string {
  const [noun = "", what = ""] = type.split(".");
  return (t as Lookup)(`events.types.${noun}.${what}`, { defaultValue: humanize(type.replace(".", " ")) });
}

/** What events are about, in the reader's words: the part of their type before the dot. */
export function eventNounText(noun: string, t: TFunction): string {
  return (t as Lookup)(`events.about.${noun}`, { defaultValue: humanize(noun) });
}

/** Whether the type or its words contain what somebody seeks. */
export const eventMatches = (type: string, seeks: string, t: TFunction) => `${type} ${eventText(type, t)}`.toLowerCase().includes(seeks.trim().toLowerCase());
