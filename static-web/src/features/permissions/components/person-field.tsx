import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SearchField, SelectField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import { peopleQuery } from "../api/permissions";

type PersonFieldProps = { process: string; name: string; person: string; onChange: (subject: string) => void; hint?: string; error?: string; without?: string[]; everybody?: boolean };

/** Somebody who has to do with the process, or anybody whom the reader may see, found by name. */
export function PersonField({ process, name, person, onChange, hint, error, without = [], everybody = false }: PersonFieldProps) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const people = useQuery(peopleQuery(process, useRested(text), everybody));
  const found = (people.data?.items ?? []).filter((one) => !without.includes(one.subject));
  return (
    <>
      {(people.data?.more || text) && <SearchField label={t("permissions.findPerson")} value={text} onChange={setText} />}
      <SelectField name={name} label={t("permissions.person")} hint={hint} error={error} value={person} onChange={onChange} placeholder={t("permissions.choosePerson")}
        options={found.map((one) => ({ value: one.subject, label: one.name }))} />
    </>
  );
}
