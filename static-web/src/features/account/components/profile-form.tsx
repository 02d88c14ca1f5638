import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { editProfile, profileQuery } from "@/api/account";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";
import { meQuery } from "@/api/session";
import type { Profile } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ErrorSummary, SelectField, TextField } from "@/components/ui/fields";
import { chooseLanguage, isLanguage, languages, useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";
import { SpokenLanguages } from "./spoken-languages";

const categories = ["invitations", "teams"] as const;

/** Name, languages, time zone and what to hear of, in one form. */
export function ProfileForm({ profile }: { profile: Tagged<Profile> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { working, faults, fail, run, missing } = useSubmission();
  const [name, setName] = useState(profile.name);
  const [language, setLanguage] = useState(profile.language ?? "");
  const [spokenLanguages, setSpoken] = useState(profile.spokenLanguages);
  const [timeZone, setTimeZone] = useState(profile.timeZone ?? "");
  const [notifications, setNotifications] = useState(profile.notifications);

  const save = () => {
    const errors = missing({ name });
    if (errors.name) return fail(errors);
    void run(async () => {
      try {
        client.setQueryData(profileQuery.queryKey, await editProfile({ name: name.trim(), language, spokenLanguages, timeZone, notifications }, profile));
      } catch (error) {
        if (isProblem(error, 412)) await client.invalidateQueries({ queryKey: profileQuery.queryKey });
        throw error;
      }
      if (isLanguage(language)) await chooseLanguage(language);
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
      notices.show(t("profile.saved"));
    });
  };

  return (
    <form className="stack-l" noValidate onSubmit={(event) => { event.preventDefault(); save(); }}>
      <ErrorSummary {...faults} />
      <section className="stack" aria-labelledby="about-title">
        <h2 id="about-title">{t("profile.about")}</h2>
        <TextField name="name" autoComplete="name" required label={t("profile.name")} hint={t("profile.nameHint")} value={name} onChange={setName} error={faults.errors.name} />
        <SelectField name="language" label={t("profile.language")} hint={t("profile.languageHint")} value={language} onChange={setLanguage} error={faults.errors.language}
          options={[{ value: "", label: t("profile.followBrowser") }, ...Object.entries(languages).map(([value, label]) => ({ value, label }))]} />
        <SpokenLanguages value={spokenLanguages} onChange={setSpoken} error={faults.errors.spokenLanguages} />
        <SelectField name="timeZone" label={t("profile.timeZone")} hint={t("profile.timeZoneHint")} value={timeZone} onChange={setTimeZone} error={faults.errors.timeZone}
          options={[{ value: "", label: t("profile.followBrowser") }, ...zones(profile.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))]} />
      </section>
      <fieldset className="stack-s">
        <legend><h2>{t("profile.notifications.title")}</h2></legend>
        <p className="field-hint">{t("profile.notifications.hint")}</p>
        {categories.map((category) => (
          <label key={category} className="check">
            <input type="checkbox" checked={notifications[category]} onChange={(event) => setNotifications({ ...notifications, [category]: event.target.checked })} />
            {t(`profile.notifications.${category}`)}
          </label>
        ))}
      </fieldset>
      <div><Button tone="primary" type="submit" working={working}>{t("profile.save")}</Button></div>
    </form>
  );
}

/** The zones that the browser knows, and the one that was chosen elsewhere. */
function zones(chosen: string | undefined): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return chosen && !known.includes(chosen) ? [chosen, ...known] : known;
}
