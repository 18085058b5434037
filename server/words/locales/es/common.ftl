### Palabras de todas las páginas.
### Las lee una sola persona, a quien se trata de usted: frases cortas, qué pasa después y cuándo.

## Fechas, números, tamaños, listas

date-long = { $day } de { $month } de { $year }
date-short = { $day } { $month } { $year }
date-weekday = { $weekday }, { $date }
date-moment = { $date }, { $time }

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo

number-plain = { $n }
size-b = { $whole } { $whole ->
        [one] byte
       *[other] bytes
    }
size-kb = { $whole } kB
size-mb = { $whole },{ $tenth } MB
size-gb = { $whole },{ $tenth } GB
list-two = { $first } y { $last }
list-more = { $first }, { $rest }

count-records = { $count } { $count ->
        [one] registro
       *[other] registros
    }

## El marco de todas las páginas

skip-to-content = Ir al contenido
service-name = Sus datos, usted decide
page-title = { $page } · { $company }
page-title-error = Error: { $title }
nav-main = Principal
nav-staff = Personal
nav-data = Sus datos
nav-choices = Permisos
nav-requests = Solicitudes
nav-queue = Pendientes
nav-audit = Registro
sign-out = Cerrar sesión
back = Volver
footer-who = { $company } es responsable de sus datos.
footer-check = Comprobar un recibo
footer-made = Funciona con Habeas, un programa que cualquiera puede examinar.
language-label = Idioma
language-en = English
language-es = Español

## Formularios

problem-title = Hay un problema
optional = (opcional)
not-provided = Sin indicar
error-prefix = Error:
change = Cambiar
change-what = { $what }
compare-old = Ahora
compare-new = Nuevo

## Listas y páginas de resultados

pager-label = Páginas de resultados
pager-previous = Página anterior
pager-next = Página siguiente
pager-where = Página { $page } de { $pages }
table-scroll = { $what }, se desplaza hacia los lados

## Una solicitud y su historia

step-done = Hecho
step-now = Ahora
step-next = Después
step-stopped = Detenido

reference = Su número

## Trabajo en marcha

progress-of = { $done } de { $all } sistemas han terminado
progress-not-begun = Aún no ha empezado. Esta página lo mostrará en cuanto empiece.
progress-reload = Vuelva a cargar esta página para ver por dónde va.
progress-lost = Ahora mismo no llegamos al servicio. El trabajo sigue sin esta página.
progress-state-waiting = En espera
progress-state-running = En marcha
progress-state-done = Hecho
progress-state-needs-person = Detenido; alguien de aquí lo está mirando
progress-state-retrying = No responde; lo intentamos otra vez

## Los derechos, como cosas que se piden

right-access = Copia de los datos
right-portability = Copia para llevar a otro sitio
right-rectification = Rectificación
right-erasure = Supresión
right-restriction = Limitación: no tocar los datos
right-objection = Oposición
right-opt-out = Exclusión
right-automated-decision-review = Revisión de la decisión de una máquina
right-complaint = Reclamación

## Por qué hay que responder ese día: frases seguidas

due-received-on = Recibida el { $date }.
due-identity-shown-on = El plazo empezó el { $date }, cuando quedó claro quién la hace.
due-same-day = { $number ->
        [one] Un mes
       *[other] { $number } meses
    } después es el { $date }.
due-short-month = { $number ->
        [one] Un mes
       *[other] { $number } meses
    } después es a fin de mes, el { $date }.
due-days = { $number ->
        [one] Un día
       *[other] { $number } días
    } después es el { $date }.
due-business-days = { $number ->
        [one] Un día hábil
       *[other] { $number } días hábiles
    } después es el { $date }.
due-paused = { $number ->
        [one] Un día de espera a la persona no cuenta
       *[other] { $number } días de espera a la persona no cuentan
    }: { $date }.
due-saturday = El { $date } es sábado.
due-sunday = El { $date } es domingo.
due-holiday = El { $date } es festivo: { $holiday }.
due-holiday-substitute = El festivo ({ $holiday }) se traslada al { $date }.

holiday-all-saints-day = Todos los Santos
holiday-armistice-1918 = Día del Armisticio
holiday-ascension-day = la Ascensión
holiday-assumption-day = la Asunción
holiday-august-holiday = el festivo de agosto
holiday-bastille-day = Fiesta Nacional de Francia
holiday-boxing-day = 26 de diciembre (Boxing Day)
holiday-christmas-day = Navidad
holiday-columbus-day = Día de Colón
holiday-easter-monday = Lunes de Pascua
holiday-easter-sunday = Domingo de Pascua
holiday-german-unity-day = Día de la Unidad Alemana
holiday-good-friday = Viernes Santo
holiday-immaculate-conception = la Inmaculada Concepción
holiday-independence-day = Día de la Independencia
holiday-june-holiday = el festivo de junio
holiday-juneteenth = Juneteenth (fin de la esclavitud)
holiday-labour-day = Día del Trabajo
holiday-martin-luther-king-day = Día de Martin Luther King
holiday-may-holiday = el festivo de mayo
holiday-memorial-day = Día de los Caídos
holiday-new-years-day = Año Nuevo
holiday-october-holiday = el festivo de octubre
holiday-second-christmas-day = segundo día de Navidad
holiday-spanish-constitution-day = Día de la Constitución
holiday-spanish-national-day = Fiesta Nacional de España
holiday-spring-holiday = el festivo de primavera
holiday-st-brigids-day = Santa Brígida
holiday-st-patricks-day = San Patricio
holiday-st-stephens-day = San Esteban
holiday-thanksgiving = Acción de Gracias
holiday-us-labor-day = Día del Trabajo de Estados Unidos
holiday-veterans-day = Día de los Veteranos
holiday-victory-1945 = Día de la Victoria
holiday-washingtons-birthday = Natalicio de Washington
holiday-whit-monday = Lunes de Pentecostés

## Por qué se puede denegar una solicitud: lo lee la persona, lo elige el personal

refusal-unfounded = Está claro que la solicitud no se hizo para ejercer este derecho.
refusal-excessive = Se ha pedido lo mismo tantas veces que resulta excesivo.
refusal-not-identified = No se ha podido saber quién lo pide.
refusal-rights-of-others = La respuesta revelaría datos de otras personas.
refusal-accurate = Lo que consta es correcto.
refusal-free-expression = Hace falta para la libertad de expresión e información.
refusal-legal-obligation = Una ley obliga a conservarlo.
refusal-public-health = Hace falta para la salud pública.
refusal-archiving-or-research = Hace falta para archivos o investigación de interés público.
refusal-legal-claims = Hace falta para reclamaciones legales.
refusal-compelling-grounds = Hay razones de peso para continuar, y aquí pesan más.
