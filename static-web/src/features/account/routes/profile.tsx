import { useQuery } from "@tanstack/react-query";
import { profileQuery } from "@/api/account";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { AccountTabs } from "../components/account-tabs";
import { PictureField } from "../components/picture-field";
import { ProfileForm } from "../components/profile-form";
import "../account.css";

/** One's own account: how others see one, and how one is spoken to. */
export default function ProfilePage() {
  const { t } = useTexts();
  return (
    <div className="narrow">
      <PageHead title={t("profile.title")} lead={t("profile.lead")} />
      <AccountTabs />
      <Loading query={useQuery(profileQuery)}>
        {(profile) => (
          <div className="stack-l">
            <PictureField picture={profile.picture} />
            <ProfileForm key={profile.etag} profile={profile} />
          </div>
        )}
      </Loading>
    </div>
  );
}
