import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { guideQuery, processQuery } from "@/api/processes";
import type { Guide, Process } from "@/api/types";
import { useTitle } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { permissionsQuery } from "../api/permissions";
import { Administrators } from "../components/administrators";
import { Explain } from "../components/explain";
import { PermissionTable } from "../components/permission-table";
import "../permissions.css";

/** Who may do what in a process, and why. Its administrators change it; everybody else reads about themselves. */
export default function Rights() {
  const { t, language } = useTexts();
  const { id = "" } = useParams();
  const process = useQuery(processQuery(id));
  const guide = useQuery(guideQuery(id, language));
  useTitle(process.data && `${t("permissions.title")} – ${process.data.name}`);
  return (
    <Loading query={process}>
      {(shown) => <Loading query={guide}>{(tree) => (shown.administers ? <Managed process={shown} guide={tree} /> : <Explain guide={tree} />)}</Loading>}
    </Loading>
  );
}

function Managed({ process, guide }: { process: Process; guide: Guide }) {
  const query = useQuery(permissionsQuery(process.id));
  return (
    <Loading query={query}>
      {({ permissions, administrators }) => (
        <div className="stack-l">
          <PermissionTable guide={guide} permissions={permissions} />
          <Explain guide={guide} />
          <Administrators process={{ ...process, administrators }} />
        </div>
      )}
    </Loading>
  );
}
