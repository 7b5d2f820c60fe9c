"""The fixed words of an edition in French, under the keys of `english`."""

_LABELS = {
    # The State.
    "label.state": "État",
    "label.state_code": "Code de l’État",
    "label.official_name": "Nom officiel",
    "label.regional_group": "Groupe régional",
    "label.legal_system": "Système juridique",
    "label.official_languages": "Langues officielles",
    "label.time_zone": "Fuseau horaire (GMT +/-)",
    "label.general_information": "Informations générales",
    "label.treaty_status": "État des traités",
    "label.asset_recovery_networks": "Réseaux de recouvrement d’avoirs",
    "label.cooperation_networks": "Réseaux judiciaires",
    "label.public_holidays": "Jours fériés",
    "label.if_no_authority_answers": "En l’absence de réponse",
    "label.no_authority_designated": "Aucune autorité désignée pour",
    # A territory.
    "label.territory": "Région ou territoire spécial",
    "label.territory_kind": "Type de territoire",
    "label.treaty_extension": "Traités dont l’application lui est étendue",
    "label.separate_mla_system": "Système distinct d’entraide judiciaire",
    # The authority.
    "label.record_number": "Numéro de l’enregistrement",
    "label.authority": "Autorité",
    "label.name": "Nom de l’autorité",
    "label.name_local": "Nom dans la langue nationale",
    "label.name_transliterated": "Nom en caractères latins",
    "label.other_names": "Autres noms",
    "label.acronym": "Sigle",
    "label.parent": "Relève de",
    "label.kind": "Type d’autorité",
    "label.service": "Service à contacter",
    "label.address": "Adresse postale complète",
    "label.city": "Ville",
    "label.state_or_province": "État ou province",
    "label.postal_code": "Code postal",
    "label.visiting_address": "Adresse physique",
    "label.telephone": "Téléphone(s)",
    "label.fax": "Télécopieur(s)",
    "label.email": "Courrier(s) électronique(s)",
    "label.website": "Adresse(s) du/des site(s) Web",
    "label.office_hours": "Heures de bureau",
    "label.lunch_break": "Pause de midi",
    "label.languages_spoken": "Langues de communication",
    "label.additional_information": "Informations supplémentaires",
    "label.status": "Statut",
    # A contact point.
    "label.contact_point": "Point de contact",
    "label.post_title": "Fonction",
    "label.person_name": "Personne à contacter",
    "label.salutation": "Titre",
    "label.contact_details": "Coordonnées",
    "label.additional_contact": "Coordonnées supplémentaires",
    "label.main_contact": "Contact principal",
    "label.urgent_contact": "Contact en cas d’urgence",
    "label.urgent_contact_round_the_clock": "Contact en cas d’urgence (24 h/24, 7 j/7)",
    "label.languages_of_contact": "Langue(s) de la personne à contacter",
    "label.in_post_since": "En fonction depuis",
    "label.replaced_by": "Remplacé par",
    "label.visible_to": "Visible par",
    # A designation.
    "label.request_type": "Type de demande",
    "label.designated_under": "Désignée au titre de",
    "label.role": "Rôle",
    "label.capacity": "Reçoit, exécute ou transmet les demandes",
    "label.area_of_jurisdiction": "Nom de la/des juridiction(s)",
    "label.only_one": "Seule autorité désignée à ce titre",
    "label.is_default": "En cas de doute, adresser ici",
    "label.responsibilities": "Responsabilités",
    "label.types_of_assistance": "Types d’assistance",
    "label.areas_of_assistance": (
        "Domaines dans lesquels les autorités de prévention fournissent une assistance"
    ),
    "label.forwards_misdirected": "Réachemine les demandes mal adressées",
    "label.competence": "Compétente lorsque",
    "label.valid_from": "Valable à partir du",
    "label.valid_until": "Valable jusqu’au",
    "label.notified": "Notifiée au Secrétaire général",
    # Channels, form, languages, urgent cases.
    "label.normal_case": "Cas normal",
    "label.urgent_case": "En cas d’urgence",
    "label.channels": "Voies de transmission",
    "label.all_else": "Autres précisions",
    "label.channels_and_languages": "Voies de transmission et langues",
    "label.channels_normal": "Voies de transmission, cas normal",
    "label.channels_urgent": "Voies de transmission, en cas d’urgence",
    "label.interpol": "Par l’intermédiaire d’INTERPOL",
    "label.copy_to": "Copie à",
    "label.forms_accepted": "Formats et voies acceptés",
    "label.forms_normal": "Formats acceptés, cas normal",
    "label.forms_urgent": "Formats acceptés, en cas d’urgence",
    "label.encryption": "Chiffrement",
    "label.electronic_signature": "Signature électronique",
    "label.original_to_follow": "L’original doit suivre par courrier",
    "label.oral_confirmed": "Demande orale, confirmée par écrit",
    "label.urgent_procedure": "Procédure particulière en cas d’urgence",
    "label.response_time": "Délai habituel de réponse",
    "label.accepted_languages": "Langues acceptées",
    "label.accepted_languages_normal": "Langues acceptées, cas normal",
    "label.accepted_languages_urgent": "Langues acceptées, en cas d’urgence",
    "label.languages_of_annexes": "Langues des documents annexés",
    # Legal requirements.
    "label.legal_requirements": "Exigences juridiques",
    "label.information_needed": "Informations nécessaires à l’exécution",
    "label.documentation": "Documents requis",
    "label.dual_criminality": "Double incrimination",
    "label.minimum_penalty": "Peine minimale",
    "label.use_limitation": "Limitation de l’utilisation",
    "label.confidentiality": "Confidentialité",
    "label.refusal_grounds": "Motifs de refus",
    "label.video_hearing": "Audition par vidéoconférence",
    "label.minor_cases": "Affaires mineures",
    "label.costs": "Frais",
    "label.legalization": "Légalisation",
    "label.extradition_of_nationals": "Extradition des nationaux",
    "label.provisional_arrest": "Arrestation provisoire",
    "label.extradition_procedures": "Procédures d’extradition",
    "label.surrender_deadline": "Délai de remise",
    "label.statute_of_limitation": "Prescription",
    "label.availability": "Applicable dans cet État",
    "label.alternative_measure": "Mesure de substitution",
    "label.accepts_draft": "Examine un projet de demande",
    "label.draft_requests": "Projets de demande",
    "label.templates": "Modèles et lignes directrices nationaux",
    "label.other_requirements": "Autres exigences",
    # Legal basis.
    "label.legal_basis": "Utilisation de la Convention comme base légale",
    "label.legal_basis_untoc": (
        "Utilisation de la Convention contre la criminalité organisée (UNTOC) comme base légale"
    ),
    "label.legal_basis_uncac": (
        "Utilisation de la Convention contre la corruption (UNCAC) comme base légale"
    ),
    "label.legal_basis_drug1988": "Utilisation de la Convention de 1988 comme base légale",
    "label.other_bases": "Autres bases légales",
    "label.reservation": "Réserve ou déclaration",
    "label.cases": "Affaires dans lesquelles la Convention a été utilisée",
    # Links, attachments, provenance, confirmation.
    "label.links": "Lois et sites Web",
    "label.law_citation": "Référence",
    "label.last_checked": "Lien vérifié le",
    "label.attachments": "Autres documents pertinents",
    "label.provenance": "Source",
    "label.notification": "Notification",
    "label.notification_reference": "Référence",
    "label.notification_date": "Date de la notification",
    "label.received_on": "Reçue le",
    "label.wording_of_notification": "Texte de la notification",
    "label.confirmation": "Confirmation",
    "label.last_confirmed": "Dernière confirmation",
    "label.next_confirmation": "Prochaine confirmation attendue",
    "label.last_updated": "Dernière mise à jour",
    "label.effective_from": "En vigueur à partir du",
    "label.contact_changed": "Coordonnées modifiées",
    "label.remarks": "Observations",
}

_CODES = {
    "route.direct": "Directement entre autorités",
    "route.diplomatic": "Voie diplomatique",
    "route.interpol": "INTERPOL",
    "route.other_network": "Autre réseau",
    "route.secure_platform": "Plateforme sécurisée",
    "acceptance.required": "exigée",
    "acceptance.accepted": "acceptée",
    "acceptance.accepted_if_agreed": "acceptée si convenu au préalable",
    "acceptance.accepted_with_conditions": "acceptée sous conditions",
    "acceptance.not_accepted": "non acceptée",
    "acceptance.unknown": "non précisé",
    "mode.normal": "Cas normal",
    "mode.urgent": "En cas d’urgence",
    "mode.communication": "Communication",
    "mode.annexes": "Documents annexés",
    "form.post": "courrier postal",
    "form.courier": "messagerie",
    "form.fax": "télécopie",
    "form.email": "courrier électronique",
    "form.email_encrypted": "courrier électronique chiffré",
    "form.platform": "plateforme électronique",
    "form.oral": "demande orale",
    "form.in_person": "remise en personne",
    "need.not_needed": "pas nécessaire",
    "need.preferred": "souhaitable",
    "need.required": "obligatoire",
    "need.unknown": "non précisé",
    "role.central_authority": "Autorité centrale",
    "role.competent_authority": "Autorité compétente",
    "role.focal_point": "Point focal",
    "role.single_point_of_contact": "Point de contact unique",
    "role.prevention_authority": "Autorité de prévention",
    "capacity.receives": "reçoit les demandes",
    "capacity.executes": "exécute les demandes",
    "capacity.transmits": "transmet les demandes",
    "capacity.sends": "envoie les demandes",
    "dual_criminality.required": "Exigée",
    "dual_criminality.not_required": "Non exigée",
    "dual_criminality.in_part": "Exigée en partie",
    "dual_criminality.discretionary": "Facultative",
    "dual_criminality.unknown": "Non précisé",
    "legal_basis.yes": "utilisée comme base légale",
    "legal_basis.no": "non utilisée comme base légale",
    "legal_basis.only_if_no_other_treaty": (
        "utilisée seulement en l’absence d’autre traité applicable"
    ),
    "legal_basis.not_required": "pas nécessaire, le droit interne n’exigeant pas de traité",
    "legal_basis.unknown": "non précisé",
    "language_rule.official": "langue officielle",
    "language_rule.accepted": "acceptée",
    "language_rule.courtesy_translation": "avec une traduction de courtoisie",
    "language_rule.certified_translation": "avec une traduction certifiée",
    "legalization.needed": "Exigée",
    "legalization.not_needed": "Non exigée",
    "legalization.apostille": "L’apostille suffit",
    "legalization.unknown": "Non précisé",
    "nationals.yes": "Les nationaux sont extradés",
    "nationals.no": "Les nationaux ne sont pas extradés",
    "nationals.conditions": "Les nationaux sont extradés sous conditions",
    "nationals.unknown": "Non précisé",
    "procedure.normal": "Procédure normale",
    "procedure.simplified": "Procédure simplifiée",
    "availability.applicable": "Applicable",
    "availability.not_applicable": "Non applicable",
    "availability.to_a_certain_extent": "Applicable dans une certaine mesure",
    "applies_to.all": "dans tous les cas",
    "applies_to.charged": "pour une personne poursuivie",
    "applies_to.sentenced": "pour une personne condamnée",
    "document.certified": "copie certifiée",
    "document.translated": "avec traduction",
    "unit.days": "jours",
    "unit.months": "mois",
    "unit.years": "ans",
    "authority_kind.ministry_of_justice": "Ministère de la justice",
    "authority_kind.ministry_of_foreign_affairs": "Ministère des affaires étrangères",
    "authority_kind.ministry_of_interior": "Ministère de l’intérieur",
    "authority_kind.prosecution": "Ministère public",
    "authority_kind.court": "Juridiction",
    "authority_kind.police": "Police",
    "authority_kind.customs": "Douanes",
    "authority_kind.coast_guard": "Garde-côtes ou autorité maritime",
    "authority_kind.anti_corruption_body": "Organe de lutte contre la corruption",
    "authority_kind.financial_intelligence_unit": "Service de renseignement financier",
    "authority_kind.asset_recovery_office": "Bureau de recouvrement des avoirs",
    "authority_kind.culture": "Autorité chargée de la culture et du patrimoine",
    "authority_kind.other": "Autre autorité",
    "territory_kind.special_region": "Région spéciale",
    "territory_kind.dependent_territory": "Territoire dépendant",
    "territory_kind.federal_unit": "Entité fédérée",
    "territory_kind.municipality": "Municipalité",
    "territory_kind.former": "Ancien territoire",
    "extension.extends": "s’y applique",
    "extension.does_not_extend": "ne s’y applique pas",
    "extension.unknown": "non précisé",
    "regional_group.african": "États d’Afrique",
    "regional_group.asia_pacific": "États d’Asie et du Pacifique",
    "regional_group.eastern_european": "États d’Europe orientale",
    "regional_group.latin_american_caribbean": "États d’Amérique latine et des Caraïbes",
    "regional_group.western_european_others": "États d’Europe occidentale et autres États",
    "regional_group.none": "N’appartient à aucun groupe régional",
    "telephone_use.switchboard": "standard",
    "telephone_use.service": "service",
    "telephone_use.urgent": "cas d’urgence",
    "email_use.functional": "boîte fonctionnelle",
    "email_use.personal": "boîte personnelle",
    "contact_use.normal": "cas normaux",
    "contact_use.urgent": "cas d’urgence",
    "link_kind.national_law": "Loi nationale",
    "link_kind.website": "Site Web",
    "link_kind.guide": "Guide",
    "link_kind.template": "Modèle",
    "link_kind.sherloc_record": "Fiche SHERLOC",
    "link_kind.depositary_notification": "Notification dépositaire",
    "link_kind.network_page": "Page d’un réseau",
    "link_kind.treaty_text": "Texte du traité",
    "attachment_kind.note_verbale": "Note verbale",
    "attachment_kind.template": "Modèle",
    "attachment_kind.guide": "Guide",
    "attachment_kind.form": "Formulaire",
    "notification_kind.depositary_notification": "Notification dépositaire",
    "notification_kind.note_verbale": "Note verbale",
    "notification_kind.letter": "Lettre",
    "notification_kind.form": "Formulaire",
    "notification_kind.email": "Courrier électronique",
    "treaty_action.signature": "Signature",
    "treaty_action.definitive_signature": "Signature définitive",
    "treaty_action.ratification": "Ratification",
    "treaty_action.acceptance": "Acceptation",
    "treaty_action.approval": "Approbation",
    "treaty_action.formal_confirmation": "Confirmation formelle",
    "treaty_action.accession": "Adhésion",
    "treaty_action.succession": "Succession",
    "treaty_action.withdrawal": "Retrait",
    "treaty_action.party": "Partie",
    "treaty_action.in_force": "en vigueur depuis le",
    "treaty_action.not_party": "Non partie",
    "treaty_action.date_not_known": "Partie, date non connue ici",
    "confirmation.confirmed": "Confirmé",
    "confirmation.due": "À confirmer",
    "confirmation.overdue": "Non confirmé",
    "confirmation.never": "Jamais confirmé à ce répertoire",
    "confirmation_means.account": "par l’État, depuis son compte",
    "confirmation_means.note_verbale": "par note verbale",
    "confirmation_means.form": "par formulaire",
    "status.live": "Publié",
    "status.not_confirmed": "Non confirmé",
    "status.superseded": "Remplacé",
    "status.withdrawn": "Retiré",
    "origin.notification": "Notification publique",
    "origin.made_up": "Fictif, pour la démonstration",
    "origin.state": "Communiqué par l’État",
    "request_type.mla": "Entraide judiciaire",
    "request_type.extradition": "Extradition",
    "request_type.transfer": "Transfert des personnes condamnées",
    "request_type.drugs_sea": (
        "Trafic illicite par mer de stupéfiants et de substances psychotropes"
    ),
    "request_type.migrants_sea": "Trafic illicite de migrants par mer",
    "request_type.firearms": "Fabrication et trafic illicites d’armes à feu",
    "request_type.cultural_property": "Trafic de biens culturels",
    "request_type.prevention": "Prévention de la criminalité transnationale organisée",
    "request_type.corruption_prevention": "Autorités de prévention de la corruption",
    "request_type.asset_recovery": "Recouvrement d’avoirs",
}

_ASSISTANCE = {
    "measure.evidence": "recueil de témoignages ou de dépositions",
    "measure.service": "signification d’actes judiciaires",
    "measure.search_seizure": "perquisitions, saisies et gels",
    "measure.examination": "examen d’objets et visite de lieux",
    "measure.information": "informations, pièces à conviction et estimations d’experts",
    "measure.documents": "originaux ou copies certifiées conformes de documents et dossiers",
    "measure.tracing": (
        "identification ou localisation du produit du crime, de biens et d’instruments"
    ),
    "measure.appearance": "comparution volontaire de personnes",
    "measure.other": "tout autre type d’assistance",
    "measure.transfer_of_proceedings": "transfert de procédures pénales",
    "measure.video_conference": "audition par vidéoconférence",
    "measure.joint_investigation": "enquêtes conjointes",
    "measure.controlled_delivery": "livraison surveillée",
    "measure.preservation": "conservation rapide de données stockées",
    "measure.stored_data": "accès à des données stockées",
    "measure.traffic_data": "collecte en temps réel de données relatives au trafic",
    "measure.confirm_registry": (
        "confirmation de l’immatriculation ou du droit de battre le pavillon"
    ),
    "measure.boarding": "autorisation d’arraisonner, de visiter ou de prendre d’autres mesures",
    "measure.request_assistance": "demande d’assistance",
    "measure.provisional_arrest": "arrestation provisoire",
    "measure.person_charged": "demande concernant une personne poursuivie",
    "measure.person_sentenced": "demande concernant une personne condamnée",
    "measure.simplified": "procédure simplifiée",
    "measure.transit": "transit",
    "dimension.offence": "Infraction",
    "dimension.sub_measure": "Mesure demandée",
    "dimension.stage": "Stade de la procédure",
    "dimension.territory": "Territoire",
    "dimension.requesting_state": "État ou région requérant",
    "dimension.treaty": "Traité",
    "dimension.urgency": "Urgence",
    "dimension.value": "Valeur",
    "dimension.other": "Autre",
    "operator.is": "est",
    "operator.is_not": "n’est pas",
    "operator.in": "est l’un des éléments suivants",
}

_DETAILS = {
    # Parts of a line that stand between others, and so begin small.
    "detail.acronym": "sigle ",
    "detail.reports_to": "relève de\u00a0: ",
    "detail.main_contact": "contact principal",
    "detail.in_post_since": "en fonction depuis le ",
    "detail.hours": "horaires\u00a0: ",
    "detail.languages": "langues\u00a0: ",
    "detail.lunch": "pause de midi ",
    "detail.only_one": "seule autorité désignée à ce titre",
    "detail.not_only_one": "n’est pas la seule autorité désignée à ce titre",
    "detail.is_default": "en cas de doute, adresser ici",
    "detail.forwards": "réachemine les demandes mal adressées",
    "detail.does_not_forward": "ne réachemine pas les demandes mal adressées",
    "detail.copy_to": "copie à ",
    "detail.encryption": "chiffrement\u00a0: ",
    "detail.encryption_key": "clé de chiffrement\u00a0: ",
    "detail.electronic_signature": "signature électronique\u00a0: ",
    "detail.original_follows": "l’original doit suivre par courrier",
    "detail.no_original": "l’original ne doit pas suivre par courrier",
    "detail.within": " dans un délai de ",
    "detail.oral_confirmed": "une demande orale doit être confirmée par écrit",
    "detail.oral_not_confirmed": "une demande orale n’a pas à être confirmée par écrit",
    "detail.contact_post": "contact\u00a0: ",
    "detail.procedure": "Procédure\u00a0: ",
    "detail.response_time": "délai habituel de réponse\u00a0: ",
    "detail.received": "reçue le ",
    "detail.source": "source\u00a0: ",
    "detail.wording": "texte\u00a0: ",
    "detail.valid_from": "valable à partir du ",
    "detail.valid_until": "valable jusqu’au ",
    "detail.signed": "signature le ",
    "detail.other_bases": "Autres bases légales\u00a0: ",
    "detail.reservation": "Réserve ou déclaration\u00a0: ",
    "detail.takes_drafts": "examine un projet de demande",
    "detail.takes_no_drafts": "n’examine pas de projet de demande",
    "detail.in_effect_from": "en vigueur à partir du ",
    "detail.confirmed": "confirmé le ",
    "detail.never_confirmed": "jamais confirmé à ce répertoire",
    "detail.next_due": "prochaine confirmation attendue le ",
    "unanswered.channels": "voies de transmission",
    "unanswered.channels_normal": "voies de transmission, cas normal",
    "unanswered.channels_urgent": "voies de transmission, en cas d’urgence",
    "unanswered.interpol": "INTERPOL",
    "unanswered.languages": "langues acceptées",
    "unanswered.languages_normal": "langues acceptées, cas normal",
    "unanswered.languages_urgent": "langues acceptées, en cas d’urgence",
    "detail.as_for": "Comme ci-dessus\u00a0: ",
    "detail.as_in_first_part": "Comme dans la partie I\u00a0: ",
    "detail.first_part": "Comme dans la partie I",
}

_MARKS = {
    "mark.made_up": "Fictif, pour la démonstration\u00a0: cette autorité n’existe pas.",
    "mark.historic": (
        "Historique\u00a0: tiré d’une notification publique antérieure\u202f; peut ne plus être "
        "exact."
    ),
    "mark.not_confirmed": "Non confirmé par l’État dans le délai prévu.",
    "mark.confirmation_due": "L’État a été invité à confirmer cet enregistrement.",
    "mark.contact_changed": "Coordonnées modifiées le ",
    "mark.name_translated": "Le nom est une traduction\u202f; l’original n’est pas connu ici.",
    "mark.withdrawn": "L’État a retiré cette désignation.",
    "mark.demonstration": "Démonstration",
    "mark.draft": "Libellés provisoires, non révisés",
}

_WORDS = {
    "word.not_stated": "Non précisé",
    "word.unknown": "Non connu",
    "word.none": "Néant",
    "word.yes": "Oui",
    "word.no": "Non",
    "word.and": " et ",
    "word.or": " ou ",
    "word.to": " à ",
    "word.from": "à partir de ",
    "word.until": "jusqu’au ",
    "word.since": "depuis le ",
    "word.on": "le ",
    "word.by": "par ",
    "word.through": "par l’intermédiaire de ",
    "word.extension": " poste ",
    "word.days": "jours",
    "word.hours": "heures",
    "word.closed": "fermé",
    "word.round_the_clock": "24 heures sur 24, 7 jours sur 7",
    "word.during_office_hours": "pendant les heures de bureau",
    "word.whole_state": "Ensemble de l’État",
    "word.any_official_un_language": "toute langue officielle de l’Organisation des Nations Unies",
    "word.any_language": "toute langue",
    "word.gmt": "GMT",
    "word.utc": "UTC",
    "word.normal_cases": "cas normaux",
    "word.urgent_cases": "cas d’urgence",
    "word.same_as_normal": "Comme dans les cas normaux",
    "word.as_above": "Comme ci-dessus",
    "word.see": "Voir ",
    "word.record": "Enregistrement ",
    "word.revision": "révision ",
    "word.article": "article ",
    "word.articles": "articles ",
    "word.under": "au titre de ",
    "word.under_domestic_law": "droit interne",
    "word.reciprocity": "réciprocité",
    "word.bilateral_treaty": "traité bilatéral",
    "word.regional_treaty": "traité régional",
    "word.no_penalty_limit": "Pas de minimum",
    "word.made_up": "fictif",
    "word.historic": "historique",
    "punctuation.space": " ",
    "punctuation.colon": "\u00a0: ",
    "punctuation.comma": ", ",
    "punctuation.semicolon": "\u202f; ",
    "punctuation.full_stop": ".",
    "punctuation.sentence": ". ",
    "punctuation.dash": " – ",
    "punctuation.range": "–",
    "punctuation.slash": "/",
    "punctuation.open_bracket": " (",
    "punctuation.close_bracket": ")",
    "punctuation.open_quote": "«\u00a0",
    "punctuation.close_quote": "\u00a0»",
}

_CALENDAR = {
    "short_weekday.monday": "lun.",
    "short_weekday.tuesday": "mar.",
    "short_weekday.wednesday": "mer.",
    "short_weekday.thursday": "jeu.",
    "short_weekday.friday": "ven.",
    "short_weekday.saturday": "sam.",
    "short_weekday.sunday": "dim.",
    "short_month.1": "janv.",
    "short_month.2": "févr.",
    "short_month.3": "mars",
    "short_month.4": "avr.",
    "short_month.5": "mai",
    "short_month.6": "juin",
    "short_month.7": "juill.",
    "short_month.8": "août",
    "short_month.9": "sept.",
    "short_month.10": "oct.",
    "short_month.11": "nov.",
    "short_month.12": "déc.",
    "weekday.monday": "lundi",
    "weekday.tuesday": "mardi",
    "weekday.wednesday": "mercredi",
    "weekday.thursday": "jeudi",
    "weekday.friday": "vendredi",
    "weekday.saturday": "samedi",
    "weekday.sunday": "dimanche",
    "month.1": "janvier",
    "month.2": "février",
    "month.3": "mars",
    "month.4": "avril",
    "month.5": "mai",
    "month.6": "juin",
    "month.7": "juillet",
    "month.8": "août",
    "month.9": "septembre",
    "month.10": "octobre",
    "month.11": "novembre",
    "month.12": "décembre",
    "date.written": "{day} {month} {year}",
    "date.short": "{day} {month} {year}",
    "date.first": "1er",
}

_TEXTS = {
    "text.edition": "Édition {number}",
    "text.extract": "Extrait\u00a0: {name}",
    "text.closing_date": "Date de clôture\u00a0: {day}",
    "text.issue_date": "Publiée le {day}",
    "text.subject": "Édition {number}, date de clôture\u00a0: {day}",
    "text.part": "Partie {number}",
    "text.foot": "Édition {number}",
    "text.page_before": "Page ",
    "text.page_between": " sur ",
    "text.page_after": "",
    "text.note.heading": "Note",
    "text.note.designations": (
        "Les noms d’États et de territoires et la présentation des données qui figurent dans la "
        "présente édition n’impliquent, de la part de son éditeur, aucune prise de position quant "
        "au statut juridique des États, territoires, villes ou zones, ou de leurs autorités, ni "
        "quant au tracé de leurs frontières."
    ),
    "text.note.words_of_states": (
        "Ce qu’un État a écrit figure dans les termes et dans la langue où le texte a été reçu. "
        "Rien n’a été traduit ni abrégé."
    ),
    "text.note.closing": (
        "L’édition reproduit ce qui était enregistré à la fin de la journée du {day} (UTC). Les "
        "modifications ultérieures figurent dans le répertoire en ligne et dans l’édition suivante."
    ),
    "text.note.use": (
        "Elle contient des coordonnées communiquées pour des demandes officielles. Veuillez ne les "
        "utiliser qu’à cette fin."
    ),
    "text.note.demonstration": (
        "Ceci est une démonstration. Les autorités signalées comme fictives n’existent pas, et "
        "celles signalées comme historiques proviennent de notifications publiques d’années "
        "antérieures et peuvent avoir changé depuis. N’envoyez aucune demande sur la foi de la "
        "présente édition."
    ),
    "text.introduction.heading": "Introduction",
    "text.introduction.purpose": (
        "Le présent répertoire énumère les autorités que les États ont désignées pour recevoir, "
        "exécuter ou transmettre des demandes de coopération internationale et indique comment les "
        "joindre, par quelles voies, en quelles langues et avec quels documents."
    ),
    "text.introduction.counts": (
        "Nombre d’États couverts par la présente édition\u00a0: {states}\u202f; autorités\u00a0: "
        "{authorities}\u202f; désignations\u00a0: {designations}."
    ),
    "text.introduction.order": (
        "Dans chaque partie, les États sont classés par ordre alphabétique. Sous chaque État "
        "figurent ses autorités et, sous chaque autorité, ce pour quoi elle est désignée."
    ),
    "text.introduction.types": "Types de demande et dispositions sur lesquelles ils reposent",
    "text.introduction.instruments": "Instruments et leurs abréviations",
    "text.explanations.heading": "Notes explicatives",
    "text.explanations.fields": "Signification des rubriques",
    "text.explanations.marks": "Signification des mentions",
    "text.explain.record_number": (
        "Numéro sous lequel le répertoire conserve l’autorité, suivi du numéro de la révision "
        "imprimée ici. À rappeler dans toute correspondance concernant un enregistrement."
    ),
    "text.explain.time_zone": (
        "Décalage en heures par rapport au temps moyen de Greenwich\u202f; un second chiffre vaut "
        "pour l’été. Les heures de bureau sont en heure locale."
    ),
    "text.explain.telephone": (
        "Les numéros commencent par + et l’indicatif international de l’État\u202f; "
        "«\u00a0poste\u00a0» précède un numéro de poste."
    ),
    "text.explain.designated_under": (
        "Dispositions au titre desquelles l’État a désigné l’autorité, par exemple UNTOC 18(13) "
        "pour le paragraphe 13 de l’article 18."
    ),
    "text.explain.role": (
        "Terme employé par le traité pour désigner la fonction de l’autorité, et ce qu’elle fait "
        "des demandes\u00a0: elle les reçoit, les exécute, les transmet pour exécution, ou envoie "
        "celles de son propre État."
    ),
    "text.explain.area_of_jurisdiction": (
        "En l’absence d’indication, l’autorité est compétente pour l’ensemble de l’État."
    ),
    "text.explain.channels": (
        "Voies par lesquelles une demande peut être transmise. Les cas normaux et les cas "
        "d’urgence sont deux réponses distinctes\u00a0: ce qui est accepté dans l’un ne l’est pas "
        "nécessairement dans l’autre."
    ),
    "text.explain.interpol": (
        "Indique si les demandes peuvent être adressées par l’intermédiaire de l’Organisation "
        "internationale de police criminelle (INTERPOL) lorsque les deux États en conviennent et, "
        "en cas d’urgence, si cela est possible."
    ),
    "text.explain.accepted_languages": (
        "Langues dans lesquelles une demande, ou sa traduction, est acceptée."
    ),
    "text.explain.information_needed": (
        "Ce qu’une demande doit contenir pour pouvoir être exécutée."
    ),
    "text.explain.documentation": "Pièces qui doivent accompagner la demande.",
    "text.explain.dual_criminality": (
        "Indique si les faits doivent constituer une infraction dans les deux États pour que "
        "l’assistance soit accordée."
    ),
    "text.explain.legal_basis": (
        "Indique si l’État considère la Convention elle-même comme la base légale de la "
        "coopération."
    ),
    "text.explain.last_confirmed": (
        "Jour où l’État a indiqué pour la dernière fois que l’enregistrement était toujours exact."
    ),
    "text.explain.not_stated": "L’État n’a pas donné de réponse. Cela ne signifie ni oui ni non.",
    "text.explain.mark.not_confirmed": (
        "Chaque État est invité une fois par an à confirmer ses enregistrements, avec des rappels "
        "après 30 et 60 jours. Un enregistrement porte la mention «\u00a0Non confirmé\u00a0» à "
        "partir du 90e jour suivant la date à laquelle la confirmation était attendue. Il peut "
        "rester exact\u202f; consultez l’autorité avant de vous y fier."
    ),
    "text.explain.mark.contact_changed": (
        "Une adresse, un numéro de téléphone ou une voie de transmission a changé dans les 30 "
        "jours précédant la date de clôture. Comparez avec les données dont vous disposez avant "
        "tout envoi."
    ),
    "text.explain.mark.historic_name": "Historique",
    "text.explain.mark.made_up_name": "Fictif",
    "text.explain.mark.historic": (
        "L’enregistrement provient d’une notification publique d’années antérieures et n’a jamais "
        "été confirmé à ce répertoire."
    ),
    "text.explain.mark.made_up": (
        "L’enregistrement a été rédigé pour la démonstration. Aucune autorité de ce nom "
        "n’existe\u202f; ses adresses et numéros ne mènent nulle part."
    ),
    "text.explain.second_part": "Partie II",
    "text.explain.second_part_meaning": (
        "Ce qui vaut pour un État dans son ensemble figure dans la partie I. Une autorité qui "
        "figure dans les deux parties est imprimée intégralement dans la partie I\u202f; la partie "
        "II donne son adresse, ses numéros et ses désignations, ainsi que la page de la notice "
        "complète."
    ),
    "text.explain.hidden": "[U+XXXX]",
    "text.explain.hidden_meaning": (
        "Remplace un caractère caché ou manquant du texte reçu, désigné par son numéro Unicode."
    ),
    "text.contents.heading": "Table des matières",
    "text.full_in": "Heures de bureau, points de contact, liens et notes\u00a0: partie {number}",
    "text.record_number": "{number}, révision {revision}",
    "text.not_designated.sentence": (
        "{state}\u00a0: aucune autorité désignée n’est enregistrée pour cette partie du répertoire."
    ),
    "text.not_designated.advice": (
        "Envoyez la demande par la voie diplomatique et demandez à la Mission permanente de l’État "
        "quelle autorité la recevra. Un État désigne une autorité par note verbale adressée au "
        "Secrétaire général."
    ),
    "text.index.heading": "Index par type de demande",
    "text.index.none": "Aucun État n’a désigné d’autorité pour ce type de demande.",
    "text.missing.heading": "États sans désignation",
    "text.missing.explanation": (
        "États pour lesquels aucune autorité n’est enregistrée ici, par partie et par type de "
        "demande. Ceux qui n’ont aucune autorité dans une partie figurent en premier et ne sont "
        "pas répétés ensuite. Les listes n’indiquent pas si un État est lié par la disposition."
    ),
    "text.missing.not_counted": (
        "Une désignation qui avait pris fin ou n’avait pas encore pris effet à la date de "
        "clôture, ou qui ne sert qu’à envoyer des demandes, figure dans l’entrée de son autorité, "
        "mais n’est pas comptée dans les index, les chiffres et les présentes listes."
    ),
    "text.missing.any": "Aucune autorité pour aucun type de demande",
    "text.missing.none": "Néant\u00a0: tous les États de cette partie ont désigné une autorité.",
    "text.colophon.heading": "Colophon",
    "text.colophon.edition": "Édition",
    "text.colophon.issuer": "Éditeur",
    "text.colophon.closing": "Date de clôture",
    "text.colophon.closing_value": "{day}, {time} UTC",
    "text.colophon.issue": "Date de publication",
    "text.colophon.states": "États",
    "text.colophon.authorities": "Autorités",
    "text.colophon.authorities_value": (
        "{authorities}, dont {real} issues de notifications réelles et {made_up} fictives"
    ),
    "text.colophon.designations": "Désignations",
    "text.colophon.not_confirmed": "Autorités non confirmées",
    "text.colophon.content_hash": "SHA-256 du contenu",
    "text.colophon.trail_head": "Tête du journal d’audit",
    "text.colophon.files": "Fichiers",
    "text.colophon.files_value": (
        "La présente édition existe sous la forme d’un fichier PDF, pour la lecture et "
        "l’impression, et d’un fichier RTF, pour le traitement de texte. Les deux disent la même "
        "chose."
    ),
    "text.colophon.proof": (
        "L’empreinte a été calculée sur le contenu à partir duquel les deux fichiers ont été "
        "produits, et la tête du journal d’audit en est la dernière entrée au moment où le contenu "
        "a été figé. Les fichiers ne dépendent de rien d’autre, de sorte que quiconque détient le "
        "contenu peut les reproduire et comparer."
    ),
}

_BOOK = {
    # Changes since the last edition.
    "change.new": "Nouveau",
    "change.amended": "Modifié",
    "change.ended": "Supprimé",
    "change.not_confirmed": "N’est plus confirmé",
    "change.designation_new": "Nouvelle désignation",
    "change.designation_amended": "Désignation modifiée",
    "change.designation_ended": "Fin de désignation",
    "change.requirement_new": "Nouvelles exigences de l’État",
    "change.requirement_amended": "Exigences de l’État modifiées",
    "change.requirement_ended": "Exigences de l’État supprimées",
    "change.whole_state": "Ensemble de l’État",
    "change.before": "Avant\u00a0: ",
    "change.after": "Désormais\u00a0: ",
    "change.added": "Ajouté\u00a0: ",
    "change.removed": "Supprimé\u00a0: ",
    "text.changes.heading": "Modifications depuis la dernière édition",
    "text.changes.first": (
        "Ceci est la première édition du répertoire\u00a0: il n’en existe pas d’antérieure à "
        "laquelle la comparer."
    ),
    "text.changes.withdrawn": (
        "Toutes les éditions antérieures du répertoire ont été retirées\u00a0: il n’y en a aucune "
        "à laquelle comparer celle-ci."
    ),
    "text.changes.explanation": (
        "Cette liste compare l’édition avec l’édition {number}, État par État\u00a0: autorités et "
        "désignations nouvelles ou qui ont pris fin, et chaque rubrique modifiée, dans les termes "
        "des deux éditions. Un État qui ne figure pas dans la liste n’a pas changé. Un "
        "enregistrement confirmé sans modification n’y figure pas."
    ),
    "text.changes.none": "Rien n’a changé depuis l’édition {number}.",
    "text.changes.new_count": "Nouvelles autorités",
    "text.changes.amended_count": "Autorités modifiées",
    "text.changes.ended_count": "Autorités supprimées",
    "text.changes.not_confirmed_count": "Ne sont plus confirmées",
    "text.changes.states_count": "États ayant une modification",
    "text.changes.entry": "L’entrée complète telle qu’elle est désormais",
    "text.changes.record": "enregistrement {number}",
    # Indices.
    "text.states_index.heading": "Index des États",
    "text.states_index.explanation": (
        "Chaque État par son nom dans chacune des langues du répertoire, avec la page de son "
        "chapitre dans la partie I. La table des matières donne les pages de la partie II."
    ),
    "text.interpol_index.heading": "INTERPOL et contacts joignables 24 heures sur 24",
    "text.interpol_index.explanation": (
        "Autorités pour lesquelles l’État a indiqué que les demandes peuvent être adressées par "
        "l’intermédiaire de l’Organisation internationale de police criminelle (INTERPOL). Les "
        "conditions figurent dans l’entrée."
    ),
    "text.interpol_index.both": (
        "Par l’intermédiaire d’INTERPOL dans les cas normaux et en cas d’urgence"
    ),
    "text.interpol_index.normal": "Par l’intermédiaire d’INTERPOL dans les cas normaux uniquement",
    "text.interpol_index.urgent": "Par l’intermédiaire d’INTERPOL en cas d’urgence uniquement",
    "text.interpol_index.round_the_clock": (
        "Contacts en cas d’urgence joignables 24 heures sur 24, 7 jours sur 7"
    ),
    "text.index.nobody": "Aucune n’est enregistrée.",
    "text.languages_index.heading": "Index par langue acceptée",
    "text.languages_index.explanation": (
        "États qui acceptent les demandes dans une langue. Les types de demande sont indiqués "
        "entre parenthèses lorsque la langue n’est pas acceptée pour tous. Les conditions, comme "
        "une traduction certifiée, figurent dans l’entrée."
    ),
    # Parties, and who else may help.
    "text.parties.heading": "Parties aux instruments",
    "text.parties.explanation": (
        "Parties liées par chaque instrument, acte par lequel elles le sont et date, dans la "
        "mesure où cela est connu ici. Fait foi l’état établi par le Secrétaire général en sa "
        "qualité de dépositaire."
    ),
    "text.parties.count": "Parties\u00a0: {number}",
    "text.fallback.heading": "En l’absence de réponse",
    "text.fallback.explanation": (
        "Lorsqu’aucune autorité n’est désignée ou qu’aucune ne répond, envoyez la demande par la "
        "voie diplomatique. Les États suivants ont indiqué un organe qui peut aider."
    ),
    "text.fallback.none": "Aucun État n’a indiqué d’organe qui puisse aider.",
    # The edition in figures.
    "text.figures.heading": "L’édition en chiffres",
    "text.figures.explanation": (
        "Les chiffres de la présente édition\u00a0; le fichier PDF les montre aussi en graphiques."
    ),
    "text.figures.alternative": "Graphique à barres\u00a0: {numbers}.",
    "text.figures.request_types": "Autorités par type de demande",
    "text.figures.confirmations": (
        "Autorités selon le temps écoulé depuis leur dernière confirmation"
    ),
    "text.figures.regions": "États ayant une autorité dans la partie I, par région",
    "text.figures.of": "{number} sur {whole}",
    "figure.months_3": "Moins de 3 mois",
    "figure.months_6": "De 3 à 6 mois",
    "figure.months_12": "De 6 à 12 mois",
    "figure.older": "Un an ou plus",
    "figure.never": "Jamais confirmé à ce répertoire",
    "region.africa": "Afrique",
    "region.americas": "Amériques",
    "region.asia": "Asie",
    "region.europe": "Europe",
    "region.oceania": "Océanie",
    # The update form.
    "text.form.heading": "Formulaire de mise à jour",
    "text.form.explanation": (
        "Par ce formulaire, un État signale une nouvelle autorité, une modification, la fin d’une "
        "désignation ou le fait qu’un enregistrement est toujours exact. Utilisez un formulaire "
        "par autorité, laissez en blanc ce qui ne change pas et joignez-le à une note verbale de "
        "la Mission permanente. Le répertoire en ligne propose le même formulaire."
    ),
    "text.form.return": "À renvoyer à\u00a0: {address}",
    "text.form.next_closing": "La prochaine édition sera close le {day}.",
    "form.section.report": "Objet de la communication",
    "form.section.authority": "Autorité",
    "form.section.contact": "Points de contact et horaires",
    "form.section.requests": "Réception des demandes",
    "form.section.requirements": "Conditions auxquelles une demande doit satisfaire",
    "form.section.signature": "Note verbale et signature",
    "form.state": "État",
    "form.kind": "Ce formulaire signale",
    "form.kind_choices": (
        "☐ une nouvelle désignation   ☐ une modification   ☐ une fin   ☐ une confirmation sans "
        "modification"
    ),
    "form.provisions": "Traités et articles",
    "form.request_types": "Types de demande",
    "form.territory": "Ensemble de l’État, ou territoire",
    "form.territory_choices": "☐ ensemble de l’État   ☐ territoire\u00a0:",
    "form.record": "Numéro de l’enregistrement, s’il existe",
    "form.name": "Nom, dans la langue d’origine",
    "form.other_names": "Nom en anglais, en français et en espagnol",
    "form.service": "Service",
    "form.address": "Adresse postale complète",
    "form.telephones": "Téléphones et télécopieurs",
    "form.emails": "Adresses électroniques et site Web",
    # `form.post` is the code of requests by post.
    "form.contact_post": "Fonction à contacter",
    "form.person": "Nom de la personne, s’il doit être imprimé",
    "form.visibility": "Visible par",
    "form.visibility_choices": "☐ tous les comptes   ☐ le secrétariat uniquement",
    "form.urgent": "Contact en cas d’urgence et ses horaires",
    "form.hours": "Heures de bureau, pause de midi et fuseau horaire",
    "form.languages_spoken": "Langues de communication",
    "form.languages_normal": "Langues des demandes, cas normal",
    "form.languages_urgent": "Langues des demandes, en cas d’urgence",
    "form.channels_normal": "Voies de transmission, cas normal",
    "form.channels_urgent": "Voies de transmission, en cas d’urgence",
    "form.channel_choices": "☐ directe   ☐ diplomatique   ☐ INTERPOL   ☐ autre\u00a0:",
    "form.forms": "Formats acceptés, chiffrement, original par courrier",
    "form.urgent_procedure": "Procédure en cas d’urgence",
    "form.information": "Informations nécessaires à l’exécution",
    "form.documentation": "Documents requis, pour une personne poursuivie ou condamnée",
    "form.dual_criminality": "Double incrimination et autres exigences",
    "form.legal_basis": "Convention comme base légale\u202f; autres bases",
    "form.laws": "Lois, modèles et guides\u00a0: adresses ou annexes",
    "form.uncac": "Convention contre la corruption\u00a0: domaines d’assistance, réseaux",
    "form.competence": "Compétence, s’il existe plusieurs autorités",
    "form.replaces": "Enregistrement remplacé, et date d’effet",
    "form.note": "Note verbale\u00a0: numéro et date",
    "form.signature": "Signature et cachet de la mission",
    # The colophon.
    "text.colophon.previous": "Édition précédente",
    "text.colophon.next_closing": "Prochaine date de clôture",
    "text.colophon.wording": "Libellés",
    "text.colophon.draft": (
        "Les libellés, titres et notes de cette langue sont un projet qu’aucune personne n’a "
        "révisé. Ce que les États ont écrit est imprimé tel que reçu."
    ),
    "text.colophon.reviewed": "Les libellés, titres et notes ont été révisés par une personne.",
    "text.colophon.verify": (
        "Pour vérifier un fichier, ouvrez sa page dans le répertoire en ligne et comparez le "
        "SHA-256 qui y est indiqué, examinez la signature dans le lecteur du fichier PDF, ou "
        "soumettez le fichier à la commande «\u00a0edition verify\u00a0». Chaque copie porte son "
        "numéro et le nom de l’organisation pour laquelle elle a été faite, au pied de chaque page "
        "et dans le fichier lui-même."
    ),
}

WORDS: dict[str, str] = {
    **_LABELS,
    **_CODES,
    **_ASSISTANCE,
    **_DETAILS,
    **_MARKS,
    **_WORDS,
    **_CALENDAR,
    **_TEXTS,
    **_BOOK,
}
