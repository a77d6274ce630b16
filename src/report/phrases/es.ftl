# The words of the reports in Spanish. A test holds that all languages have the same texts.

## General
all-donors = Todos los donantes
as-of-line = Al { $day }, { $edition }. Todos los importes en { $currency }, salvo indicación contraria.
edition-draft = edición provisional
edition-closed = edición cerrada
edition-draft-means = edición provisional (el mes no está cerrado y las cifras aún pueden cambiar)
illustrative = ILUSTRATIVO: el desglose de los totales publicados es ficticio, con fines de demostración.
total = Total
source = { $place }, fila { $row }
in-currency = { $amount } { $currency }
labelled = { $label }: { $words }
day = { $day } de { $month } de { $year }
day-of-year = { $day } { $month }
month-of-year = { $month } de { $year }
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

## Workbooks and sheets
book-donor = Informe: { $donor }
book-fund = Informe consolidado: { $fund }
book-gap = Seguimiento del déficit de financiación: { $fund }
book-reconciliation = Conciliación con contabilidad: { $fund }
sheet-summary = Resumen
title-summary = Resumen
sheet-contributions = Contribuciones
title-contributions = Contribuciones y calendario de pagos
sheet-earmarks = Fines
sheet-announced = Promesas
title-announced = Anuncios de contribuciones y acuerdos terminados
sheet-instalments = Cuotas
sheet-allocation = Asignación
title-allocation = Asignación a prioridades
sheet-matrix = Países y temas
title-matrix = Asignación por país y tema
sheet-expenditure = Gastos
title-expenditure = Gastos frente a la asignación
sheet-pending = Pendiente
title-pending = Gastos pendientes
sheet-uncovered = Obligaciones sin cubrir
title-uncovered = Obligaciones por liquidar sin fondos asignados que las cubran
sheet-over = Asignado en exceso
title-over = Fondos por encima de su límite
sheet-statement = Fuentes y usos
title-statement = Estado de fuentes y usos de los fondos
sheet-results = Resultados
title-results = Resultados
sheet-data = Datos
title-data = Datos: los números que suman las demás hojas
note-data = Las cifras de las demás hojas son fórmulas sobre estas tablas: una cosa por fila, para filtros y tablas dinámicas. La hoja de comprobaciones lleva un total de control de cada una. No se imprime.
section-data-amounts = Importes por acuerdo, año y concepto
section-data-cells = Asignado e imputado, por acuerdo y celda
section-data-amounts-together = Importes por donante, año y concepto
section-data-cells-together = Asignado e imputado, por celda
section-data-own = Recibido en las monedas de los acuerdos
section-data-period = Antes del período de informe y durante este
section-data-needs = Necesidades, por celda
none-data = No hay importes.
h-cell-code = Celda
h-country-code = Código del país o zona
h-region-code = Código de la región
h-theme-code = Código del tema
h-pillar-code = Código del pilar
h-donor-code = Código del donante
section-data-results = Resultados y metas, por lugar y tema
sheet-country-pages = Páginas de países
title-country-pages = Países y zonas: fondos, resultados y lo que falta
sheet-theme-pages = Páginas de temas
title-theme-pages = Temas: fondos, resultados y lo que falta
section-page-why = Por qué faltan fondos
page-nothing-missing = Aquí no falta nada.
page-no-results = No se han comunicado resultados ni fijado metas.
h-reached-in = Alcanzado en { $year }
sheet-transactions = Transacciones
title-transactions = Transacciones: un ingreso o cargo por línea
sheet-notes = Notas
title-notes = Notas
sheet-checks = Comprobaciones
title-checks = Comprobaciones
sheet-donors = Donantes
title-donors = Contribuciones por donante y año
sheet-gap = Déficit
title-gap = El déficit de financiación
sheet-gap-places = Lo que falta por lugar
title-gap-places = Lo que falta, por región y país
sheet-gap-themes = Lo que falta por tema
title-gap-themes = Lo que falta, por pilar y tema
sheet-gap-months = Déficit en el tiempo
title-gap-months = El déficit mes a mes
sheet-reconciliation = Conciliación
title-reconciliation = Conciliación con contabilidad
sheet-differences = Diferencias
title-differences = Diferencias y asientos propuestos

## Sections
section-agreements = Acuerdos firmados
section-pledges = Promesas de contribución, anunciadas y aún no firmadas
section-pipeline = En preparación, en conversación y sin anunciar
title-instalments = Cuotas, cada una en la moneda de su acuerdo
title-earmarks = Qué puede financiar cada acuerdo y cómo se respetaron sus fines
section-ended = Acuerdos terminados
section-by-country = Por país
section-by-region = Por región
section-by-theme = Por tema
section-by-pillar = Por pilar
section-by-category = Por categoría de gasto del GNUDS y año
section-by-category-alone = Por categoría de gasto del GNUDS
section-results = Cada resultado
section-results-year = Resultados comunicados en { $year }
section-results-total = Todos los resultados
section-how-to-check = Cómo comprobar estas cifras
section-terms = Definiciones
section-rules = Reglas
section-rates = Tipos de cambio al { $day }
section-where = Dónde están los fondos
section-over-years = A lo largo de los años
section-donors = Donantes
section-donor-balances = De los saldos de los donantes al del fondo
section-donors-signed = Firmado por donante y año, a los tipos de la firma
section-donors-years = Recibido por donante y año, neto de reembolsos
section-gap-strengths = Déficit de financiación en tres escenarios
section-raising = Del déficit a lo que queda por movilizar
section-bridge = Del déficit a lo que falta a las prioridades
section-months = Al final de cada mes
section-reconciliation = Totales de ambos registros

## Key figures of the summary
key-committed = Contribuciones firmadas
key-committed-means = Acuerdos en vigor; lo pendiente se valora a los tipos de cambio actuales
key-paid = Recibido neto
key-paid-means = Contribuciones recibidas menos reembolsos; parte de las contribuciones firmadas
key-transferred = Transferencias entre acuerdos
key-transferred-means = De acuerdos de otros donantes, menos lo que fue a ellos
key-charges = Comisión y tasa
key-charges-means = Cobradas de lo recibido; parte de lo recibido
key-reserve = Reserva para gastos de apoyo
key-reserve-means = Retenida de lo recibido, para los gastos de apoyo; parte de lo recibido
key-placed = Asignado
key-placed-means = Destinado a países y temas según lo permiten sus fines; parte de lo recibido
key-waiting = No asignado
key-waiting-means = Fondos que ahora no pueden asignarse según sus fines; véase «Qué puede financiar cada acuerdo»
key-waiting-decided-means = Fondos programables no asignados; véase «Qué puede financiar cada acuerdo»
key-lapsed = Caducado
key-lapsed-means = De acuerdos terminados, sin su reserva de apoyo: por devolver o prorrogar
key-over = Asignado en exceso
key-over-means = Asignado, y que ya no existe
key-spent = Imputado
key-spent-means = Gastos de proyectos imputados a acuerdos; parte de lo asignado (tasa de ejecución)
key-spent-lapsed-means = Gastos de proyectos imputados a acuerdos; parte de lo que sigue asignado (tasa de ejecución): { $lapsed } caducaron sin gastarse y no cuentan en ella
key-support = Gastos de apoyo a los programas
key-support-means = Costos indirectos de esos gastos
key-interest = Intereses menos cargos bancarios
key-interest-means = Una fuente propia, aparte de lo que dieron los donantes
key-interest-part = Su parte de los intereses menos cargos bancarios
key-interest-part-means = Por devolverle, con el saldo
key-pending = Gastos pendientes
key-pending-means = Aún no imputados a un acuerdo; véase Pendiente
key-left = Saldo
key-left-means = Recibido e intereses menos comisión, tasa, imputado y apoyo; parte de lo recibido
key-left-own-means = Recibido menos comisión, tasa, imputado y apoyo; parte de lo recibido
key-fund = Recibido neto de todos
key-fund-means = Todos los donantes juntos; el porcentaje es su parte
key-gap = Déficit de financiación del programa
key-gap-means = Lo que falta de un presupuesto de { $budget }; parte del presupuesto
other-countries = { $count ->
    [one] Otro país o zona ({ $number })
   *[other] Otros { $number } países y zonas
}
other-countries-listed = { $count ->
    [one] otro país o zona ({ $number })
   *[other] otros { $number } países y zonas
}
chart-where = Asignado e imputado por país ({ $unit })
chart-years = Recibido neto e imputado por año ({ $unit })
chart-gap = El déficit en el tiempo ({ $unit })
chart-concept = Necesidad, y lo que falta de ella, por tema ({ $unit })
logo-alternative = Logotipo: { $fund }
unit-ones = { $currency }
unit-thousands = miles de { $currency }
unit-millions = millones de { $currency }
chart-alternative = Gráfico: { $title }. Las cifras están en la tabla a su izquierda.
    .paper = Gráfico: { $title }. Las cifras están en la tabla que lo precede.

## Column headers
h-figure = Concepto
h-amount = Importe
h-share = Parte
h-share-of-all = Parte de todos los años
h-meaning = Definición
h-as-at-day = Al { $day }
h-in-currency = En { $currency }
h-cumulative = Todos los años
h-agreement = Acuerdo
h-agreements-concerned = Acuerdos afectados
h-ended = Terminó el
h-title = Título
h-signed = Firmado
h-announced = Anunciado
h-currency = Moneda
h-original = Importe en su moneda
h-at-signature = Valor al firmar
h-exchange = Diferencia de cambio
h-given-back = Reembolsado y dado de baja
h-committed = Contribuciones firmadas
h-paid = Recibido neto
h-to-come = Pendiente
h-value = Valor actual
h-status = Situación
h-due = Vencimiento
h-paid-part = De lo cual, recibido
h-open = Por cobrar
h-earmark = Fines
h-strictness = Categoría
h-transferred = Transferido
h-charges = Comisión y tasa
h-support-kept = Reserva para gastos de apoyo
h-programmable = Programable
h-placed = Asignado
h-waiting = No asignado
h-held = De ello, retenido por decisiones
h-lapsed = Caducado
h-over = Asignado en exceso
h-reserve = Reserva de apoyo correspondiente
h-owed = Por devolver o prorrogar
h-kept = Retenido para obligaciones por liquidar
h-country = País o zona
h-region = Región
h-theme = Tema
h-pillar = Pilar
h-period = Período
h-need = Necesidad
h-outside = Financiado por otras fuentes
h-share-of-need = Parte de la necesidad
h-own-share-of-need = Su parte de la necesidad
h-funded-all = Necesidad financiada, todas las fuentes
h-funded-share = Parte de la necesidad financiada por todas las fuentes
h-share-of-paid = Parte de lo recibido neto
h-spent = Imputado
h-delivery = Tasa de ejecución
h-obligated = Obligaciones por liquidar
h-since = Desde el
h-left = No gastado
h-balance = Saldo
h-category = Categoría de gasto
h-date = Fecha
h-incurred = Fecha del gasto
h-days = Días
h-result = Resultado
h-description = Descripción
h-result-all = Comunicado, entero
h-result-share = Su parte entre los acuerdos del fondo
h-result-money = Su asignación, parte de la necesidad
h-result-money-pool = Asignación del fondo, parte de la necesidad
h-year-charged = Año de imputación
h-month-charged = Mes de imputación
h-rate = Tipo
h-what = Naturaleza
h-document = Documento
h-lines = Líneas
h-in = Entradas
h-out = Salidas
h-source = Registro de origen
h-units-per = Unidades por 1 { $currency }
h-check = Comprobación
h-holds = Se cumple
h-mark = Marca
h-year = Año
h-net = Recibido neto
h-month = Mes
h-months = Meses
h-donor = Donante
h-deposits-only = Contribuciones recibidas
h-with-commitments = más acuerdos firmados
h-with-pledges = más promesas ponderadas
h-gap-received = Déficit tras contribuciones recibidas
h-gap-signed = Déficit tras acuerdos firmados
h-gap-pledged = Déficit tras promesas ponderadas
h-above = Por encima de la necesidad
h-gap = Falta
h-funded = Financiado
h-gap-commitments = Falta tras acuerdos firmados
h-gap-outlook = Falta tras promesas ponderadas
h-ours = Registros del fondo
h-theirs = Registros de contabilidad
h-difference = Diferencia
h-explained = Explicado
h-matched = Emparejados
h-differences = Diferencias (número)
h-reference = Referencia
h-cause = Causa
h-concerned = Dónde
h-proposal = Asiento propuesto
h-source-ours = Fuente en los registros del fondo
h-source-theirs = Fuente en los registros de contabilidad

## Where there is nothing
none-agreements = Aún no hay acuerdos firmados.
donors-anonymous = Donantes anónimos
note-told-together = Los donantes que no han aceptado ser nombrados figuran juntos en una fila; si uno de ellos pudiera reconocerse, figura con ellos el donante nombrado que menos ha aportado.
none-instalments = No hay cuotas acordadas.
none-deposits = Aún no se han recibido contribuciones.
none-placed = Aún no hay nada asignado.
none-transactions = Aún no hay transacciones.
none-period-receipts = En el período no se recibió ni se reembolsó nada.
none-period-charged = En el período no se imputó nada.
none-cells = No hay prioridades.
none-finance = Contabilidad no envió extracto.
none-differences = Ninguna diferencia.

## Earmarks
earmark-none = Cualquier lugar y tema
earmark-except = Excepto { $places }
earmark-at-least = Al menos { $share } para { $scope }
earmark-at-most = Como máximo { $share } para { $scope }
earmark-outside = trabajo fuera de los países
earmark-window = Para necesidades de { $period }
earmark-days = Para necesidades del { $from } al { $to }
earmark-from = Para necesidades desde el { $day }
earmark-until = Para necesidades hasta el { $day }
earmark-1 = 1 Sin fines específicos
earmark-2 = 2 Fines flexibles
earmark-3 = 3 Con fines específicos
earmark-4 = 4 Con fines específicos estrictos
period = { $from } a { $to }
honoured = { $count ->
    [one] Todos los fondos se asignaron respetando sus fines ({ $number } prioridad admisible).
   *[other] Todos los fondos se asignaron respetando sus fines ({ $number } prioridades admisibles).
}
honoured-part = { $count ->
    [one] Lo asignado respeta sus fines ({ $number } prioridad admisible); quedan fondos.
   *[other] Lo asignado respeta sus fines ({ $number } prioridades admisibles); quedan fondos.
}
waits-no-cell = El fondo no tiene ninguna prioridad que los fines permitan; unos fines más amplios permitirían emplear los fondos.
waits-all-full = El resto queda sin asignar, porque toda prioridad que los fines permiten está plenamente financiada contando todas las fuentes.
waits-limit = Quedan sin asignar: se alcanzó un límite del acuerdo o de la política del fondo.
limit-broken = No se cumple: { $limit }; es el { $share } de lo programable.
limits-kept = Límites, en proporción de lo programable: { $limits }.
limit-at-least = { $scope }: { $share } (al menos { $bound })
limit-at-most = { $scope }: { $share } (como máximo { $bound })
limit-open = { $scope }: { $share } hasta ahora (al menos { $bound })
honoured-but = { $amount } se imputaron a prioridades que los fines ya no permiten; los demás fondos los respetan.
honoured-moves = { $amount } siguen asignados a prioridades que los fines ya no permiten y esperan una decisión.
waits-ended = Terminó el { $day }: por devolver o prorrogar.
instalment-paid = Recibida
instalment-overdue = Vencida
instalment-coming = Por vencer
instalment-after-end = Tras el fin
instalment-written-off = Dada de baja

## Names of values
category-staff = Personal
category-supplies = Suministros, productos, materiales
category-equipment = Equipo, vehículos y mobiliario
category-contractual = Servicios por contrata
category-travel = Viajes
category-transfers = Transferencias y subvenciones
category-operating = Gastos generales y otros costos directos
category-indirect = Costos indirectos de apoyo
category-opening = Imputado antes de estos libros
receipt-deposit = Contribución recibida
receipt-refund = Reembolso
receipt-write-off = Baja contable
receipt-interest = Intereses
receipt-bank-charge = Cargo bancario
receipt-transfer = Transferencia entre acuerdos
transaction-expenditure = Gasto
result-change = Cambios institucionales
result-legal = Personas cubiertas por ley
result-effective = Personas cubiertas efectivamente
result-adequacy = Personas con prestaciones adecuadas
results-line = { $kind }: total comunicado de { $all } donde se imputaron sus fondos, del cual { $share } es su parte entre los acuerdos de este fondo
results-line-pool = { $kind }: total comunicado de { $all }
finance-deposit = Contribuciones recibidas
finance-refund = Reembolsos a donantes
finance-budget = Asignado (presupuestos emitidos)
finance-expenditure = Gastos
cause-missing-here = Falta en los registros del fondo
cause-missing-there = Falta en los registros de contabilidad
cause-amount = Importe
cause-rate = Tipo de cambio
cause-rounding = Redondeo
cause-timing = Desfase temporal
cause-duplicate = Duplicado
cause-sign = Signo
pending-no-cell = Ninguna prioridad para este lugar, tema y fecha
pending-not-eligible = Ningún acuerdo era admisible ese día
pending-beyond-need = Por encima de la necesidad, o del tope, de la prioridad
pending-no-money = No hay fondos admisibles aquí
over-refund = Se reembolsó más de lo disponible
over-transfer = Se transfirió más de lo disponible
over-support-rate = Una tasa de apoyo más alta retiene más
over-receipt = Un ingreso ya no es lo que era
over-earmark = Los fines ya no permiten estas prioridades
over-need = La necesidad ha disminuido
over-gone = La prioridad ya no figura en la lista
over-amended = { $cause } (enmienda { $number }, en vigor desde el { $day })
month-actual = Real
month-projected = Proyectado

## Statement of sources and uses
statement-sources = Fuentes de fondos
statement-deposits = Contribuciones recibidas
statement-promised = Contribuciones recibidas, a los tipos de la firma
statement-exchange = Diferencia de cambio hasta su recepción
statement-refunds = Reembolsos a donantes
statement-transfers = Transferencias entre acuerdos
statement-interest = Intereses e ingresos por inversiones
statement-interest-part = Su parte de los intereses menos cargos bancarios
statement-total-sources = Total de fuentes
statement-uses = Usos de fondos
statement-fee = Comisión del agente administrativo
statement-levy = Tasa de coordinación
statement-fee-levy = Comisión del agente administrativo y tasa de coordinación
statement-spent = Gastos imputados
statement-support = Gastos de apoyo a los programas (costos indirectos)
statement-bank = Cargos bancarios
statement-total-uses = Total de usos
statement-balance = Saldo de fondos
statement-opening = Saldo inicial
statement-change = Variación neta
statement-closing = Saldo final
statement-position = Situación de los fondos
position-committed = Contribuciones firmadas
position-paid = Contribuciones recibidas, netas de reembolsos
position-placed = Asignado a prioridades
position-spent = Gastos imputados
position-obligated = Obligaciones por liquidar (fuera de gastos)
position-covered = Obligaciones por liquidar cubiertas por lo no gastado (fuera de gastos)
position-uncovered = Obligaciones por liquidar sin fondos asignados que las cubran
obligations-all = Todas las obligaciones por liquidar de los datos de entrada
position-pending = Gastos pendientes (aún no imputados a un acuerdo)
position-unspent = No gastado: asignado, aún no imputado
position-unallocated = No asignado
position-lapsed = Caducado, sin su reserva de apoyo: de acuerdos terminados
position-over = Asignado en exceso
position-below = En descubierto: reembolsado por encima de lo recibido
position-reserve = Reserva de apoyo no utilizada
position-interest = Intereses menos cargos bancarios
position-interest-part = Intereses por devolver
position-total = Saldo total
position-delivery = Tasa de ejecución (gastos / asignado)
position-delivery-lapsed = Tasa de ejecución (gastos / lo que sigue asignado, sin lo caducado)
note-delivery-lapsed = Tasa de ejecución: parte imputada de lo que sigue asignado. { $amount } caducaron sin gastarse y no cuentan en ella.
balance-donors = Saldos de los donantes
balance-held = Intereses menos cargos bancarios, en poder del fondo
balance-interest = Intereses hechos programables, aún no imputados
balance-fund = Saldo del fondo

## The gap
gap-budget = Presupuesto del programa
gap-own = Recursos propios de la organización
gap-ongoing = Proyectos en curso fuera del fondo
gap-pool = Contribuciones al fondo, netas de reembolsos
gap-total = Déficit
raising-gap = Déficit, tras las contribuciones recibidas, netas de reembolsos
raising-to-come = Firmado y aún por recibir
raising-pledged = Anunciado, ponderado
raising-pipeline = En preparación, ponderado
raising-still = Queda por movilizar
note-due-after-end = De lo firmado y aún por recibir, { $amount } vence después del fin de su acuerdo. No es seguro: hay que prorrogar esos acuerdos o no se recibirá.
bridge-fee = Comisión del agente administrativo
bridge-levy = Tasa de coordinación
bridge-support = Reservado para gastos de apoyo
bridge-unallocated = Sin asignar: ninguna prioridad puede recibirlo
bridge-unallocated-free = Sin asignar y no retenido: ninguna prioridad puede recibirlo
bridge-held = Sin asignar, retenido por decisiones
bridge-lapsed = Caducado: de acuerdos que han terminado
bridge-interest = Intereses disponibles para las prioridades
bridge-above = Financiado por encima de la necesidad
bridge-over = Asignado en exceso
bridge-below = En descubierto: reembolsado por encima de lo recibido
bridge-needs = Necesidades de las prioridades, menos el presupuesto
bridge-other = Recursos propios y proyectos en curso, menos otra financiación de las prioridades
bridge-cells = Lo que falta a las prioridades

## The reporting period of a donor
sheet-period = Período del informe
title-period = Estado del período del informe
period-between = Del { $from } al { $to }. Resulta del mismo libro que el estado por año y termina en el mismo saldo final.
h-in-period = En el período, al { $day }
h-before-period = Antes, al { $day }
section-period-receipts = Cobros del período
section-period-countries = Gastos imputados en el período, por país o zona
check-period = El estado del período del informe termina en el saldo final del estado
check-period-receipts = Los cobros del período igualan los de su estado
check-period-charged = Los gastos del período por país igualan los de su estado

## Remarks
note-at-signature = Contribuciones firmadas = valor al firmar + diferencia de cambio − reembolsos y bajas = recibido + pendiente.
note-original = En su forma original.
note-expenditure = Las obligaciones por liquidar son compromisos aún no pagados, en la medida en que fondos no gastados de la misma prioridad los cubren aquí; figuran junto a los gastos y nunca en ellos. Los gastos de apoyo se suman aparte y figuran en el estado.
note-uncovered = Son compromisos contraídos y aún no pagados, y ningún acuerdo tiene en su país y tema fondos no gastados suficientes para pagarlos; los importes son lo que no está cubierto. No figuran en las cifras de nadie hasta que se asignen allí fondos.
note-uncovered-elsewhere = Las columnas muestran las obligaciones por liquidar que cubren fondos no gastados de la misma prioridad; las que ningún fondo asignado cubre figuran en la hoja «{ $sheet }».
note-pending = Ningún acuerdo puede aún asumir estos gastos. Se examinan de nuevo cada mes y hasta entonces no figuran en las cifras de nadie. Los importes negativos son abonos a la espera de los próximos gastos.
note-ended = Lo que queda de un acuerdo terminado debe devolverse a su donante, o prorrogarse el acuerdo. Hasta entonces cubre gastos tardíos de su período, y nada nuevo.
note-over = Fondos asignados por encima de lo que hay, se necesita o se permite. Lo que de ellos está imputado permanece hasta que se corrija un ingreso, una necesidad o una imputación; lo que no lo está espera una decisión.
note-results = Cada resultado se comunica entero: se logró con los fondos de todos los que financian un país y un tema, incluidos el propio país y otros ajenos a este fondo, y su parte no se descuenta. Aquí se reparte solo entre los acuerdos de este fondo, en proporción a lo que cada uno había pagado allí hasta su fecha. Su parte es, por tanto, una parte del resultado entero, y no lo que sus fondos lograron por sí solos: la última columna indica qué parte de la necesidad representa allí su asignación. La parte de un cambio institucional es una fracción de él.
note-results-pool = Cada resultado se comunica entero: se logró con los fondos de todos los que financian un país y un tema, incluidos el propio país y otros ajenos a este fondo, y su parte no se descuenta. Figura lo logrado donde ya se habían imputado fondos del fondo; la última columna indica qué parte de la necesidad representa allí la asignación del fondo.
note-results-late = Un resultado que cuenta en un mes posterior al de su fecha llegó tarde, o es lo que cambió de un resultado de un mes cerrado: los meses cerrados conservan lo que declararon.
note-rates = Lo pendiente se valora a estos tipos; cada contribución recibida, al importe contabilizado o al tipo de su día, que figura junto a ella en la hoja de transacciones.
    .paper = Lo pendiente se valora a estos tipos; cada contribución recibida, al importe contabilizado o al tipo de su día, que figura junto a ella en el libro de cálculo adjunto.
note-statement = Los intereses y cargos bancarios pertenecen al fondo en su conjunto y figuran en su informe consolidado.
note-corrections = Los importes negativos entre los gastos son correcciones de imputaciones anteriores.
note-statement-fund = El saldo reúne lo no gastado, lo no asignado, lo caducado, la reserva de apoyo no utilizada y los intereses menos cargos bancarios. Los gastos pendientes aún no se descuentan de ningún saldo.
note-list = Esta lista sirve para filtros y tablas dinámicas, y no se imprime.
note-most-first = De mayor a menor falta de fondos.
note-checks = Cada línea es una fórmula activa sobre las hojas de este libro: cifras que deben concordar y, después, los totales de control de todos los números, también de los que producen las fórmulas. Cambie un número y una comprobación pasa a FALSO.
    .paper = Cada línea se calculó mediante una fórmula del libro de cálculo adjunto: cifras que deben concordar y, después, los totales de control de todos sus números.
note-bridge = No todos los fondos recibidos están disponibles para las prioridades: median la comisión, la tasa, la reserva de apoyo y los fondos no asignados.
note-pledge-weight = Las promesas cuentan al { $weight } de su valor, redondeado acuerdo por acuerdo.
note-projection = Proyectado: las cuotas llegan a su vencimiento, las vencidas el mes próximo; los acuerdos firmados y las promesas no cambian. Las que vencen después del fin de su acuerdo solo llegan si este se prorroga.
note-reconciliation = Diferencia = registros del fondo − registros de contabilidad. Las diferencias enumeradas explican la de los totales al centavo. El paso va de los ingresos menos costos del fondo a los de contabilidad: lo que solo tiene el fondo se resta, lo que solo tiene contabilidad se suma. Las demás hojas dan el efecto de cada diferencia como fondo menos contabilidad, con el signo contrario.
how-to-check = La hoja de comprobaciones contiene fórmulas activas que enlazan las hojas. Cada transacción nombra su comprobante. Los totales son sumas que su programa recalcula.
    .paper = El libro de cálculo adjunto a este documento obtiene cada total mediante una fórmula sobre sus datos y contiene las comprobaciones como fórmulas. Cada una de sus transacciones nombra su comprobante.
inputs-hash = SHA-256 del conjunto de datos: { $hash }
made-by = Producido por { $program } { $version }.
after-close = Después del cierre de { $month }, registrado en el libro mayor con la huella { $hash }.

## Terms
term-commitment = Contribuciones firmadas
means-commitment = acuerdos en vigor: lo recibido, neto de reembolsos, más lo pendiente al tipo de cambio de la fecha del informe.
term-paid = Recibido neto
means-paid = contribuciones recibidas, por el importe contabilizado, menos reembolsos.
term-exchange = Diferencia de cambio
means-exchange = efecto de las variaciones de los tipos de cambio desde la firma.
term-fee = Comisión del agente administrativo
means-fee = un porcentaje de cada contribución recibida.
term-levy = Tasa de coordinación
means-levy = un porcentaje de las contribuciones con fines específicos estrictos.
term-support = Gastos de apoyo a los programas
means-support = costos indirectos, un porcentaje de los gastos directos; de cada contribución se retiene una reserva para ellos, antes de lo programable.
term-programmable = Programable
means-programmable = lo recibido, menos comisión y tasa, dividido por uno más el porcentaje de apoyo.
term-placed = Asignado
means-placed = fondos destinados a un país y tema que los fines permiten.
term-waiting = No asignado
means-waiting = fondos programables que por ahora no pueden asignarse respetando sus fines.
means-waiting-decided = fondos programables que ninguna prioridad ha recibido todavía.
term-spent = Imputado
means-spent = gastos imputados a un acuerdo admisible el día del gasto: al que el documento nombra o, si no, a los que tienen fondos en su país y tema, primero el que termina antes.
term-obligation = Obligación por liquidar
means-obligation = un compromiso contraído y aún no pagado.
term-category = Categorías de gasto del GNUDS
means-category = las ocho categorías con que informan las organizaciones del Grupo de las Naciones Unidas para el Desarrollo Sostenible.
term-earmark = Categoría de los fines
means-earmark = cuán estrictos son los fines de una contribución, en las cuatro categorías de las Naciones Unidas: 1 sin fines específicos, 2 fines flexibles, 3 con fines específicos, 4 con fines específicos estrictos.
term-delivery = Tasa de ejecución
means-delivery = gastos imputados divididos por lo que sigue asignado; lo que caducó sin gastarse ya no está asignado y no cuenta en ella.
term-gap = Déficit
means-gap = presupuesto, menos recursos propios, menos proyectos en curso, menos lo recibido por el fondo.
rule-rounding = Los importes son exactos hasta la menor unidad de la moneda. La media unidad se redondea alejándose de cero, y las partes de un importe repartido suman siempre ese importe (Sainte-Laguë).
rule-allocation = Se asigna tanto como los fines permiten, primero a las prioridades peor financiadas.
rule-attribution = Los gastos que ningún acuerdo puede asumir aún quedan pendientes: figuran con su causa en el informe del fondo y se examinan de nuevo cada mes.
rule-privacy = Este informe contiene solo cifras de este donante y totales del fondo.
rule-charges = Cargos salvo que un acuerdo diga otra cosa: agente administrativo { $fee }, apoyo a los programas { $support }, tasa de coordinación { $levy }.
rule-charges-own = Cargos de { $agreements }: agente administrativo { $fee }, apoyo a los programas { $support }, tasa de coordinación { $levy }.
rule-charges-on-top = Cargos de { $agreements }: agente administrativo { $fee }, apoyo a los programas { $support }, tasa de coordinación { $levy }, pagada además de la contribución.

## Checks
check-all = Todas las comprobaciones se cumplen
check-committed = Las contribuciones firmadas son iguales a lo recibido más lo pendiente
check-placed = La asignación por acuerdo es igual a la de país y tema
check-waiting-statement = Lo no asignado por acuerdo es igual a lo del estado
check-matrix = Las asignaciones por país y por tema suman las de las celdas
check-allocation-expenditure = Lo asignado es lo mismo en Asignación y en Gastos
check-spent-theme = Los gastos por país igualan los gastos por tema
check-spent-category = Los gastos por país igualan los gastos por categoría
check-overview = Los gastos por país igualan los del estado: { $part }
check-spent-statement = Los gastos del estado igualan los gastos por país
check-paid-statement = Las contribuciones del estado igualan las contribuciones por acuerdo
check-balance = El saldo de cierre iguala los fondos que lo componen
check-summary-balance = En el resumen, lo recibido y los intereses menos comisión, tasa, imputado y gastos de apoyo son el saldo
check-obligations = Las obligaciones por liquidar cubiertas por lo no gastado y las no cubiertas son todas las de los datos de entrada
check-uncovered = Obligaciones por liquidar sin fondos asignados que las cubran: la lista suma el importe del estado
check-donor-balances = Los saldos de los donantes y los intereses del fondo igualan el saldo de cierre
check-transactions-in = Las entradas igualan las contribuciones y transferencias del estado
check-transactions-out = Las salidas son iguales a los gastos del estado
check-donors-years = Lo recibido por donante iguala lo recibido por año
check-programme-ties = Presupuesto menos recursos propios y proyectos en curso es el importe por movilizar
check-gap-regions = Lo que falta a las regiones iguala lo que falta a los países
check-gap-pillars = Lo que falta a los pilares iguala lo que falta a los temas
check-gap-bridge = Lo que falta a los países iguala el puente desde el déficit del programa
check-explained = { $kind }: las líneas de las diferencias explican la de los totales
check-control-money = { $sheet } · importes: cantidad { $count }, suma { $sum }
check-control-decimals = { $sheet } · importes en otras monedas y tipos: cantidad { $count }, suma { $sum } (total de control)
check-control-counts = { $sheet } · números: cantidad { $count }, suma { $sum } (total de control)
check-control-days = { $sheet } · fechas: cantidad { $count }, suma { $sum } (total de control)
check-control-shares = { $sheet } · proporciones: cantidad { $count }, suma { $sum } (total de control)
check-control-formulas = { $sheet } · fórmulas: cantidad { $count }

## Letters
letter-subject = { $donor }: informe al { $day }
letter-subject-draft = { $donor }: borrador de informe al { $day }
letter-attention = A la atención de: { $name }
letter-greeting = Estimados señores y señoras:
letter-body = Adjuntamos nuestro informe al { $day }. Muestra lo firmado y recibido, adónde fueron los fondos, lo imputado y lo que queda. En el libro de cálculo, cada total es una fórmula activa y la última hoja contiene las comprobaciones.
letter-figures = Firmado: { $committed }. Recibido, neto de reembolsos: { $paid }. Asignado: { $placed }. Imputado: { $spent }.
letter-ended = { $count ->
    [one] Este acuerdo ha terminado. Le rogamos nos indique si lo que queda debe devolverse o prorrogarse el acuerdo:
   *[other] Estos acuerdos han terminado. Le rogamos nos indique para cada uno si lo que queda debe devolverse o prorrogarse el acuerdo:
}
letter-ended-line = { $agreement }, terminó el { $day }: { $amount }, de ellos { $reserve } de reserva de apoyo
letter-overdrawn = { $count ->
    [one] Este acuerdo está en descubierto:
   *[other] Estos acuerdos están en descubierto:
}
letter-overdrawn-line = { $agreement }: { $amount }
letter-draft = Este es un borrador: el mes no está cerrado y sus cifras aún pueden cambiar.
letter-closed = Estas son las cifras del mes cerrado. Su cierre está registrado con la huella { $hash }.
letter-close = Atentamente,

## Changes since the last closed month
sheet-changes = Cambios
title-changes = Cambios desde el último mes cerrado
changes-between = Del { $from }, tal como se cerró, al { $to }.
h-opening = Apertura
h-new = Nuevo
h-restated = Rectificado
h-closing = Cierre
none-changes = Nada cambió.
changes-signed = Contribuciones firmadas
changes-received = Recibido neto
changes-allocated = Asignado
changes-charged = Imputado
changes-support = Gastos de apoyo
check-changes = Las contribuciones recibidas de los cambios terminan en las del estado
check-bridge = El puente de los cambios cuadra ({ $part })
note-changes = Nuevo: asientos con fecha posterior al día de apertura. Rectificado: hechos que ya no son lo que eran al cerrar el mes, o que llegaron tarde, y correcciones de lo asignado. Los reembolsos, las bajas y los fondos caducados figuran aparte. Diferencia de cambio: asientos que no cambiaron, a otros tipos.

## Reasons
sheet-reasons = Razones
title-reasons = Por qué subsiste un déficit de financiación
sheet-lacking = Prioridades
title-lacking = Prioridades con financiación insuficiente, cada una con su razón
section-gap-causes = Lo que falta a las prioridades, según sus causas
cause-money = Falta de fondos
cause-money-means = Faltaría aunque todos los fondos pudieran ir a cualquier parte
cause-earmarks = Bloqueado por los fines específicos
cause-earmarks-means = Fondos que existen pero no pueden usarse donde faltan
cause-policy = Bloqueado por los límites
cause-policy-means = Fondos que retienen los topes o la parte reservada a los países
cause-lapsed = Caducado este mes
cause-lapsed-means = Fondos de acuerdos que terminaron a fin de este mes
section-money-waits = Fondos no asignados
h-usable-until = Utilizable hasta
h-why = Por qué
h-why-still = Por qué seguirán faltando fondos
h-reason-number = Razón n.º
h-priorities = Prioridades
none-waits = No hay fondos no asignados.
section-loosened = Fines cuya flexibilización liberaría más fondos
note-loosened = Cada uno por sí solo: lo que podría asignarse además si solo estos fines fueran un nivel más amplios, con sus propios fondos o con los de otro acuerdo que ocupen su lugar.
h-would-place = Liberaría
h-loosened = Flexibilización
loosened-places = Sus lugares ampliados un nivel
loosened-themes = Sus temas ampliados un nivel
loosened-exclusions = Sus exclusiones suprimidas
none-loosened = Ninguna flexibilización de un nivel liberaría más fondos.
section-cells-lack = Prioridades con financiación insuficiente, por razón
h-missing = Falta
none-lacks = A ninguna prioridad le faltan fondos.
lacks-ceiling = Su necesidad supera su tope.
lacks-ceiling-several = Sus necesidades superan sus topes.
lacks-pending = El resto de su necesidad se reserva a gastos pendientes.
lacks-pending-several = El resto de sus necesidades se reserva a gastos pendientes.
lacks-lapsed = Sus fondos caducaron a fin de mes; otros pueden ocupar su lugar.
lacks-lapsed-several = Sus fondos caducaron a fin de mes; otros pueden ocupar su lugar.
lacks-lapsed-partly = Una parte de sus fondos caducó a fin de mes y aún cuenta en esta recomendación; la siguiente la compensará si quedan fondos.
lacks-lapsed-partly-several = Una parte de sus fondos caducó a fin de mes y aún cuenta en esta recomendación; la siguiente la compensará si quedan fondos.
lacks-money = No quedan fondos por asignar.
lacks-all-earmarks = Ningún fondo no asignado puede usarse para esta prioridad.
lacks-all-earmarks-several = Ningún fondo no asignado puede usarse para estas prioridades.
lacks-earmarks = Estos fondos no asignados no pueden usarse para esta prioridad: { $lots }.
lacks-policy = Un tope, un límite o la parte reservada a los países retiene: { $lots }.
expires-soon = Estos fondos solo pueden usarse hasta el { $day }.
expired = Estos fondos solo podían usarse hasta el { $day }.
check-gap-causes = Las causas suman lo que falta a las prioridades

## Annual report
book-annual = Informe anual { $year }: { $fund }
sheet-annual = Año
title-annual = Informe anual para la reunión de asociados
section-annual = El año { $year }
annual-signed = Firmado, a los tipos de la firma
annual-paid-all = Recibido neto en todos los años
annual-paid = Recibido en el año, neto
annual-spent = Imputado en { $year }
note-annual = El año va del 1 de enero al 31 de diciembre, o hasta el día del informe si es anterior.
annual-balance = Variación neta: lo que entró, menos lo utilizado; de todos los años, el saldo
check-annual-balance = En todos los años, el saldo de la primera página es el del estado
year-to = { $year } (al { $day })
check-annual = Lo imputado en el año cuadra: { $table }

## Proposed entries of the reconciliation
proposal-alias = Contabilidad escribe «{ $name }» por { $donor }; añadirlo a los alias.

## Explanations, to be read alone

explain-cell = { $cell }: { $placed } de { $needed } asignados por el fondo (necesidad { $need }, de ella { $outside } financiados por otras fuentes).
explain-funded = Está plenamente financiada.
explain-missing = Faltan { $amount }.
explain-agreement = { $agreement } ({ $earmark }): { $placed } de { $available } asignados.
explain-used = Todos están en uso.
explain-waits = { $amount } no asignados.
explain-lapsed = { $amount } caducados.
explain-no-money = { $agreement } aún no tiene fondos por asignar.
explain-keeps = { $agreement } ({ $earmark }; quedan { $left })
explain-gap = A las prioridades les faltan { $amount }:
explain-loosened = { $agreement }, con { $how }: podrían asignarse { $amount } más.

## Reconciliation
h-project = Proyecto
sheet-compared = Comparado
title-compared = Qué se comparó, por clase y mes
sheet-difference-lines = Líneas
title-difference-lines = Las líneas detrás de las diferencias
sheet-entries = Asientos propuestos
title-entries = Asientos que saldan las diferencias
sheet-groups = Grupos conciliados
title-groups = Líneas conciliadas en grupos
section-not-compared = No comparado
section-sign = Firmas
note-no-extract = No se comparó nada: no hay extracto del sistema contable. Esto no es una conciliación.
note-not-compared = El extracto contable no dice nada de estas líneas del fondo: le falta la clase, o empieza después o termina antes de los meses indicados. No constan ni como correctas ni como erróneas; el cierre del mes exige que se traten.
note-compared = Cada hoja del extracto vale para las clases que contiene, desde el mes de su primera línea hasta el de la última. Lo demás no se compara.
note-entries = Cada asiento cita los números de ambas partes, para que la próxima conciliación lo encuentre. Las fechas son fechas de valor: si ese mes está cerrado, asiéntese en el abierto. Los números son los de la hoja de diferencias.
note-groups = Varias líneas que se corresponden y coinciden en suma, fechas, donante, acuerdo, proyecto, lugar y tema.
note-difference-lines = Los números son los de la hoja de diferencias. Las líneas posteriores al último día no cuentan y no muestran importe.
none-compared = No se comparó nada.
h-from = Desde
h-to = Hasta
h-line = Línea
h-lines-ours = Líneas, fondo
h-lines-theirs = Líneas, contabilidad
h-lines-not = Líneas no comparadas
h-not-compared = No comparado
month-to-date = acumulado a { $month }
h-effect = Efecto en ingresos menos gastos, fondo menos contabilidad
h-towards-theirs = Del fondo a contabilidad
h-effect-ours = Efecto en ingresos menos gastos, fondo
h-effect-theirs = Efecto en ingresos menos gastos, contabilidad
h-compared = Comparado
h-item = N.º
h-books = Libros
h-quotes = Cita
h-evidence = Qué lo muestra
h-value-date = Fecha de valor
h-group = Grupo
h-how = Hallado por
h-sign = Firma
h-name = Nombre
h-signature = Firmado
compared-yes = Sí
compared-in-part = En parte
compared-no = No
bridge-ours = Ingresos menos costos, según los libros del fondo
bridge-theirs = Ingresos menos costos, según contabilidad
sign-prepared = Preparado por
sign-reviewed = Revisado por
sign-approved = Aprobado por
side-here = Fondo
side-there = Contabilidad
how-number = Número
how-numbers = Varias líneas bajo un número
how-amount = Importe y fecha
how-voucher = Líneas de un comprobante
how-sum = Suma al centavo
how-reversal = Reversión
how-likely = Semejanza
how-repeated = Repetición
how-total = Total
how-alone = Nada
finance-interest = Intereses
finance-bank-charge = Cargos bancarios
finance-fee = Comisión del agente administrativo
finance-levy = Tasa de coordinación
finance-support-cost = Gastos de apoyo a los programas
finance-transfer = Transferencias entre acuerdos
finance-obligation = Obligaciones por liquidar
finance-closing-balance = Saldos de cierre
cause-charge = Gasto no asentado
cause-transposed = Cifras traspuestas
cause-shift = Coma desplazada
cause-currency = Moneda
cause-netted = Gasto descontado
cause-split = Dividido
cause-merged = Agrupado
cause-reversed = Revertido y reasentado
cause-kind = Clase
cause-donor = Donante
cause-agreement = Acuerdo
cause-project = Proyecto
cause-place = Lugar
cause-theme = Tema
cause-cut-off = Corte del período
cause-unexplained = Sin explicar
evidence-of = { $what }: { $shows }
evidence-both = { $ours } en los registros del fondo, { $theirs } en los de contabilidad
evidence-nothing = nada semejante en la otra parte
evidence-not-yet = las líneas de la otra parte terminan el { $day }, y suele asentar en { $days }: aún puede llegar
evidence-ended = las líneas de la otra parte terminan antes, el { $day }
evidence-within-days = { $count ->
    [one] { $number } día
   *[other] { $number } días
}
evidence-after = asentado en la otra parte después del último día, el { $day }
evidence-share = un importe es { $share } del otro
evidence-places = la coma se desplazó { $places }
evidence-rounded = redondeado a múltiplos de { $unit }
evidence-rate = al tipo de { $currency } vigente desde el { $day }, { $units }
evidence-taken-for = el importe en { $currency } se tomó por { $base }
evidence-kept-back = { $kind }: se retuvo { $amount }
evidence-repeats = repite { $number } del { $day }
evidence-lines = { $ours } en los registros del fondo por { $theirs } en los de contabilidad, de igual suma
evidence-taken-back = revertido el { $day }
evidence-booked-late = una parte se contabilizó con retraso, el { $day }
evidence-booked-again = revertido el { $day }, reasentado el { $again }
evidence-stranger = «{ $name }» no es nombre de ningún donante
and-more = { $named } y { $more } más
proposal-book = { $side }: asentar { $amount } en «{ $kind }» con fecha { $day }, citando { $numbers }.
proposal-book-several = { $side }: asentar las { $count } partidas del n.º { $item }.
proposal-quote = { $side }: añadir { $numbers } a la referencia de { $lines }. No se mueve dinero.
proposal-await = Sin asiento: debería llegar con el mes siguiente. ({ $side })
section-balances = De los ingresos menos costos del fondo a los de contabilidad
check-balances = El paso termina en los ingresos menos gastos de contabilidad
sheet-open-items = Partidas abiertas
title-open-items = Partidas abiertas: lo que hay que decidir
sheet-movement = Movimiento
title-movement = Partidas abiertas, del último cierre a este
note-open-items = Elija una solución, nombre un responsable y dé el motivo en las columnas de color, guarde el archivo y haga que se lea: poolfund settle ARCHIVO.xlsx --as NOMBRE. Lo aceptado se queda; lo que hay que corregir o espera sigue abierto hasta que desaparece. El cierre del mes solo pide las partidas sin solución.
note-movement = Apertura + nuevas − resueltas = cierre. Una partida se resuelve cuando desaparece o se acepta; la que cambia de importe se resuelve por lo que era y es nueva por lo que es. Los importes son efectos en el saldo, ingresos menos gastos, fondo menos contabilidad; en la tabla por naturaleza son las propias diferencias, que no se suman.
none-gone = Ninguna partida se ha resuelto desde el último cierre.
section-item-causes = Partidas abiertas por causa
section-item-ages = Partidas abiertas por antigüedad
section-roll-all = Todas las partidas
section-roll-kinds = Por naturaleza
section-roll-currencies = Por moneda del documento
section-roll-agreements = Por acuerdo
section-roll-projects = Por proyecto
section-gone = Partidas resueltas desde el último cierre, y cómo
roll-all = Todas las partidas
roll-none = Sin indicar
age-class = { $from } a { $to } días
age-over = más de { $days } días
h-first-seen = Vista por primera vez
h-age = Antigüedad de la partida
h-open-effect = Abierto: efecto en ingresos menos gastos, fondo menos contabilidad
h-owner = Responsable
h-reason = Motivo
h-settlement = Solución
h-as-at = Al
h-settled-by = Decidido por
h-settled-on = Decidido el
h-items = Partidas
h-opening-items = Partidas, apertura
h-new-items = Partidas, nuevas
h-resolved = Resuelto
h-resolved-items = Partidas, resueltas
h-closing-items = Partidas, cierre
h-went = Cómo
settle-accept = aceptar
settle-correct-here = corregir el fondo
settle-correct-there = corregir finanzas
settle-wait = esperar
went-agrees = sus líneas concuerdan
went-matched = conciliada con { $numbers }
went-booked-late = contabilizada con retraso, el { $day }
went-booked-late-as = contabilizada con retraso, el { $day }, como { $numbers }
went-became = ahora parte de { $items }
went-vanished = sus líneas ya no existen
cause-follows = Resulta de las líneas
evidence-adds-up = las líneas de contabilidad suman el saldo que indica; las diferencias de las líneas lo explican
evidence-residue = contabilidad indica { $amount } más de lo que suman sus líneas
check-roll = { $table }: las partidas de cierre son las abiertas

# Decisions, the committee’s workbook and the money that is available
book-proposal = Propuesta de asignación, { $month }: { $fund }
sheet-proposal = Nota de decisión
title-proposal = Propuesta de asignación
sheet-recommendation = Recomendación
title-recommendation = Lo que se recomienda y lo que se decide
sheet-own-decisions = Otras decisiones
title-own-decisions = Decisiones aparte de la recomendación
sheet-past-costs = Costos pasados
title-past-costs = Costos de meses pasados, y quién los paga
sheet-past-priorities = Costos pasados por prioridad
title-past-priorities = Costos de meses pasados, por prioridad
sheet-priorities-after = Prioridades
title-priorities-after = Las prioridades antes y después de la decisión
sheet-available = Fondos disponibles
title-available = Fondos disponibles para decidir
sheet-lists = Listas
title-lists = Lo que ofrecen las listas
sheet-decisions = Decisiones
title-decisions = Decisiones sobre fondos asignados
section-available = Disponible ahora
section-to-come = Firmado y aún por recibir, por trimestre
section-proposed = Decisiones propuestas y aún no adoptadas
section-priorities = Prioridades
section-proposal-money = Fondos
section-proposal-actions = La recomendación, por acción
section-proposal-past = Costos de meses pasados
section-proposal-checks = Antes de firmar
section-proposal-how = Cómo decidir
section-proposal-signed = Decidido
available-received = Contribuciones recibidas
available-refunded = Reembolsos a donantes
available-interest = Intereses hechos programables, menos cargos bancarios
available-fee = Comisión del agente administrativo
available-levy = Tasa de coordinación
available-reserve = Reserva para gastos de apoyo a los programas
available-allocated = Asignado
available-lapsed = Caducado: por devolver o prorrogar
available-held = Retenido por decisiones
available-not-there = Asignado en exceso o en descubierto: otros no lo compensan
available-now = Disponible ahora
note-available = Lo disponible de un acuerdo solo va adonde sus fines lo permiten.
due-overdue = Vencido
due-unknown = Sin fecha acordada
due-quarter = { $count ->
    [1] 1.er
    [3] 3.er
   *[other] { $number }.º
} trimestre de { $year }
none-to-come = Nada de lo firmado está aún por recibir.
none-proposed = No hay ninguna decisión propuesta.
none-past-costs = Ningún costo de meses anteriores necesita una decisión.
none-recommended = La aplicación no recomienda nada: todo está asignado, o ninguna prioridad puede usar el resto.
h-decision = Decisión
h-number = Número
h-body = Decidido por
h-action = Acción
h-cells = Prioridad
h-priority = Prioridad
h-recommended = Recomendado
h-of-it-past = De ello, costos de meses pasados
h-for-past = Para costos pasados
h-taken-back = Retirado
h-lapses-again = Vuelve a caducar
h-decided = Decidido
h-acts-on = Surte efecto el
h-from-priority = Desde
h-to-priority = Hacia
h-remark = Observación
h-paid-by = Pagado por
h-changed = ¿Cambiado?
h-ends = Pone fin a
h-share-recommended = Financiado, según lo recomendado
h-share-decided = Financiado, según lo decidido
h-sign-role = Quién
h-sign-name = Nombre o fecha
h-sign-hand = Firma
note-decisions = Deciden las personas. Lo que una decisión asignó queda donde está hasta otra decisión; una prioridad a la que una decisión quitó fondos no vuelve a recibirlos hasta que se levante.
note-recommendation = Una fila vale tal cual si no la cambia. Cambie el importe, o el estado a rechazada o propuesta, en las columnas de color, y diga por qué en una observación. Si es menos, se quita primero al último pagador; si es más, la aplicación elige al pagador según sus reglas.
note-less = Este fondo registra por sí mismo lo que se recomienda. Una prioridad que aquí recibe menos, o que no se adopta, queda por eso cerrada a la aplicación: una decisión «retener» con el número de la fila y .H la mantiene en lo que ustedes decidan, hasta que una decisión «levantar» le ponga fin (hoja Otras decisiones). Lo que se devuelve porque no está se corrige en todo caso.
note-open-months = Lo que poolfund registró en meses no cerrados cuenta aquí como disponible, y como asignado en los informes de esos meses.
note-paid-by = En «Pagado por», los importes se escriben de modo que la aplicación los vuelva a leer en todos los idiomas.
note-past-costs = Cada fila paga costos de un mes anterior a este, y vale en ese mes. Todas se mantienen o caen juntas: la primera página dice si se adoptan.
note-past-priorities = Lo que cada prioridad recibiría para pagar costos de meses anteriores. Se adoptan o rechazan juntos, como dice la primera página; la hoja de costos pasados da cada fila y quién la paga.
note-own-decisions = Una fila por cada decisión más: un número propio ({ $number }), el día en que surte efecto, la acción, desde dónde y hacia dónde (las listas ofrecen las prioridades y los acuerdos del fondo), el importe y el motivo.
note-priorities-after = La columna de lo decidido sigue lo que usted escribe en las dos hojas anteriores.
place-as-a-whole = { $place } (en su conjunto)
note-lapses-again = «Vuelve a caducar»: créditos sobre costos pasados, recibidos tras el fin del acuerdo que los pagó.
note-lists = Las listas desplegables de las demás hojas toman sus entradas de aquí.
action-allocate = asignar
action-return = devolver
action-move = trasladar
action-hold = retener
action-release = levantar
action-succeed = suceder
action-uncharge = descargar
means-action-return = «{ $action }»: los fondos de una prioridad vuelven a su acuerdo y quedan retenidos en él; no es un reembolso al donante.
means-action-move = «{ $action }»: fondos asignados pasan de una prioridad a otra.
means-action-hold = «{ $action }»: no se asigna allí nada más hasta que se levante la decisión.
means-action-release = «{ $action }»: pone fin a una decisión anterior.
means-action-succeed = «{ $action }»: una prioridad sustituye a otra.
means-action-uncharge = «{ $action }»: las imputaciones más recientes de un acuerdo se anulan y quedan pendientes.
status-proposed = propuesta
status-adopted = adoptada
status-rejected = rechazada
state-ended = levantada
state-taken-back = anulada
mark-changed = cambiado
mark-unchanged = no
mark-remark = ¿observación?
why-costs = { $amount } paga costos que esperan aquí.
why-best = Lleva la prioridad al { $share } de su necesidad de { $need }.
why-move = Aquí esperan costos que pueden pagar fondos no gastados en otra parte.
why-return = Se asignó aquí más de lo que permite la necesidad o los fines.
why-return-money = Se asignó aquí más de lo que hay en fondos: nada queda disponible.
proposal-body = Comité
proposal-about = La aplicación poolfund recomienda lo que sigue; el comité decide. Sin cambios, este libro adopta la recomendación tal cual.
proposal-past = { $count ->
    [one] { $number } asignación que paga costos de meses pasados (hoja Costos pasados)
   *[other] { $number } asignaciones que pagan costos de meses pasados (hoja Costos pasados)
}
proposal-takes = La recomendación
proposal-takes-past = Costos de meses pasados
proposal-takes-own = Otras decisiones
proposal-of-lapsed = Pagado con fondos que de otro modo caducarían
proposal-left = Queda sin decidir
proposal-check-money = Las decisiones no toman más de lo disponible
proposal-check-remarks = Cada cambio tiene una observación
proposal-check-reached = Lo decidido llega a una prioridad de la lista
proposal-how-decide = 1. En la hoja Recomendación, cambie importes o estados donde el comité decida otra cosa. Los totales y los controles siguen al instante.
proposal-how-add = 2. En la hoja Otras decisiones, añada lo que la aplicación no recomendó.
proposal-how-back = 3. Guarde el archivo y suéltelo en Archivos, o póngalo en la carpeta inputs/decisions del fondo. La próxima ejecución lo lee como decisiones y nombra la celda donde algo no puede ser.
sign-body = Órgano y reunión
sign-date = Fecha
sign-chair = Presidencia
sign-secretary = Secretaría
h-by-decision = Por decisión
section-decided-since = Decisiones que surtieron efecto desde entonces
explain-decision = { $decision }: { $amount } ({ $day }; { $state }). { $reason }
explain-decision-without = { $decision } ({ $day }; { $state }). { $reason }
cause-decisions = Retenido por decisiones
cause-decisions-means = Fondos disponibles que las decisiones retienen o apartan de donde faltan, o que esperan una decisión
waits-decision = { $amount } están recomendados y esperan una decisión.
waits-held = { $amount } se retienen por decisión ({ $decisions }).
did-move = La decisión { $decision } ({ $when }) trasladó { $amount } de «{ $from }» a «{ $to }».
did-return = La decisión { $decision } ({ $when }) retiró { $amount } de «{ $from }».
did-succeed = La decisión { $decision } ({ $when }) sustituyó «{ $from }» por «{ $to }».
did-hold = La decisión { $decision } ({ $when }) mantiene «{ $cell }» en lo que tiene asignado: no se añade nada.
lacks-held = Hay decisiones que retienen los únicos fondos no asignados que pueden usarse aquí: { $lots }. No hay otros.
lacks-held-too = Hay decisiones que retienen fondos no asignados que pueden usarse aquí: { $lots }.
lacks-money-held = No quedan más fondos que los que retienen las decisiones o esperan una.
lacks-all-held = Hay decisiones que retienen los únicos fondos no asignados que pueden usarse aquí. No hay otros.
lacks-all-held-too = Hay decisiones que retienen fondos no asignados que pueden usarse aquí.
lacks-waits = Hay fondos para ella que esperan una decisión.
lacks-waits-several = Hay fondos para ellas que esperan una decisión.
lacks-waits-partly = Hay fondos para una parte que esperan una decisión.
lacks-waits-partly-several = Hay fondos para una parte de lo que les falta que esperan una decisión.
lacks-rejected = No adoptado: { $decisions }.
lacks-decided = Una decisión cierra esta prioridad o retiró fondos de ella.
lacks-decided-several = Hay decisiones que cierran estas prioridades o retiraron fondos de ellas.
lacks-limits = Un tope, un límite o la parte reservada a los países retiene los fondos no asignados.
explain-beyond = { $amount } están asignados por encima de los fondos, pues ya se imputaron.
## Statements by agreement
sheet-agreements = Acuerdos
title-agreements = Estado de fuentes y usos de los fondos por acuerdo
agreement-own = Su referencia: { $reference }
agreement-signed = Firmado el { $day } por { $amount }
agreement-amended = Enmienda del { $day }, importe { $amount }
agreement-amended-terms = Enmienda del { $day }
agreement-written-off = Dado de baja el { $day }: { $amount }
agreement-refunded = Reembolsado el { $day }: { $amount }
agreement-earmark = Fines: { $earmark }
agreement-period = Período del informe: del { $from } al { $to }, acumulado
agreement-ends = Pueden incurrirse gastos hasta el { $day }
agreement-ended = Terminó el { $day }: no pueden imputarse gastos posteriores
agreement-after-end = Cuotas que vencen después del fin del acuerdo: { $instalments }. Rogamos prorroguen el acuerdo o convengan con nosotros en que no se pagarán.
agreement-after-end-one = Cuota que vence después del fin del acuerdo: { $instalments }. Rogamos prorroguen el acuerdo o convengan con nosotros en que no se pagará.
section-certification = Certificación
certification = Certificamos que los importes de este estado del acuerdo { $agreement } proceden de los libros del fondo y que lo imputado a él se utilizó conforme al acuerdo.
certification-person = Nombre: { $name }. Cargo: { $title }.
certification-sign = Firma: ______________________________     Fecha: ____________________
certification-contact = Contacto: { $contact }
section-agreement-statement = Fuentes y usos
section-own-rate = Tipo de cambio medio de las contribuciones recibidas
note-own-rate = La columna en esta moneda es la de la moneda del fondo a ese tipo, redondeada para que sus líneas sumen: una línea, como la comisión, puede diferir un poco del mismo porcentaje de lo pagado.
note-own-refunds = En esta columna los reembolsos figuran también a ese tipo; se devolvieron { $amount }.
h-all-years-in = Todos los años, en { $currency }
check-agreements = Los saldos de cierre por acuerdo y su parte de los intereses suman el del estado

## What needs attention
section-attention = Asuntos pendientes de atención
none-attention = Ninguno.
h-attention = Asunto
h-currency-days = Moneda, días
h-to-do = Qué hacer
attention-overdue = { $agreement }: cuota del { $day }, vencida
h-action-number = Medida n.º
attention-lapsed = { $agreement }: terminó el { $day }
attention-lapsing = { $agreement }: termina el { $day }
attention-after-end = { $agreement }: cuota del { $day }, tras su fin
attention-next = { $agreement }: próxima cuota, el { $day }
days-ago = { $count ->
    [one] hace { $number } día
   *[other] hace { $number } días
}
days-today = hoy
days-to-go = { $count ->
    [one] en { $number } día
   *[other] en { $number } días
}
to-do-overdue = Rogamos paguen o nos indiquen cuándo lo harán.
to-do-overdue-ending = Rogamos paguen y acuerden una prórroga: lo que no se utilice hasta el fin caduca.
to-do-overdue-ended = Terminó: rogamos lo prorroguen antes de pagar, o acuerden con nosotros que no se pagará.
to-do-lapsed = Caducado, con su reserva de apoyo. Rogamos decidan: devolución, o prórroga del acuerdo.
to-do-lapsing = No imputado, con su reserva de apoyo. Rogamos consideren una prórroga; el resto caduca.
to-do-after-end = Prorroguen el acuerdo o convengan con nosotros en que no se pagará.
to-do-next = Rogamos prevean el pago para esa fecha.
letter-overdue = { $count ->
    [one] Esta cuota está vencida. Rogamos la paguen o nos indiquen cuándo lo harán:
   *[other] Estas cuotas están vencidas. Rogamos las paguen o nos indiquen cuándo lo harán:
}
letter-overdue-ended = { $count ->
    [one] Esta cuota está vencida y su acuerdo ha terminado:
   *[other] Estas cuotas están vencidas y sus acuerdos han terminado:
}
letter-lapsing = { $count ->
    [one] Este importe, con su reserva de apoyo, caducará pronto, salvo que se gaste o se prorrogue su acuerdo:
   *[other] Estos importes, con su reserva de apoyo, caducarán pronto, salvo que se gasten o se prorroguen sus acuerdos:
}
letter-next = { $count ->
    [one] Próxima cuota:
   *[other] Próximas cuotas:
}
letter-after-end = { $count ->
    [one] Esta cuota vence después del fin de su acuerdo. Rogamos prorroguen el acuerdo o convengan con nosotros en que la cuota no se pagará:
   *[other] Estas cuotas vencen después del fin de sus acuerdos. Rogamos prorroguen los acuerdos o convengan con nosotros en que las cuotas no se pagarán:
}
letter-pressing-line = { $agreement }, { $day } ({ $days }): { $amount }
call-subject = { $donor }: solicitud de pago, { $day }
call-heading = { $donor }: solicitud de pago
call-body = { $count ->
    [one] Según nuestros registros ({ $fund }), esta cuota está vencida y no se ha recibido en su totalidad:
   *[other] Según nuestros registros ({ $fund }), estas cuotas están vencidas y no se han recibido en su totalidad:
}
call-line = Acuerdo { $agreement }, { $instalment }: { $amount }, vencida el { $day } ({ $days })
call-own = su referencia: { $reference }
call-instalment = cuota { $number }
call-instalment-alone = cuota
call-part = { $open }, pendiente de un total de { $amount }
call-ended = El acuerdo { $agreement } terminó el { $day }: lo que se pague ahora solo puede cubrir costos hasta esa fecha, y lo que no haga falta para ellos caduca. Rogamos acuerden con nosotros una prórroga antes de pagar, o que la cuota no se pagará.
call-ending = El acuerdo { $agreement } termina el { $day }: lo que no se utilice hasta entonces caduca. Rogamos acuerden con nosotros una prórroga junto con el pago.
call-account = Rogamos paguen en esta cuenta, indicando la referencia del acuerdo: { $account }
call-account-agreement = Rogamos paguen en la cuenta indicada en el acuerdo, citando su referencia.
call-account-agreements = Rogamos paguen en la cuenta indicada en cada acuerdo, citando su referencia.
call-ask = Les agradeceríamos el pago, o que nos indiquen cuándo podemos esperarlo, a más tardar el { $day }.
call-crossed = { $count ->
    [one] Si se ha cruzado con esta carta, reciban nuestro agradecimiento.
   *[other] Si se han cruzado con esta carta, reciban nuestro agradecimiento.
}
call-answer = Les agradeceríamos su respuesta a más tardar el { $day }. Si un pago se ha cruzado con esta carta, reciban nuestro agradecimiento y respóndannos igualmente.

## Exceptions
sheet-exceptions = Excepciones
title-exceptions = Excepciones: lo que requiere actuación
h-age-days = Antigüedad en días
h-who = Quién actúa
who-partnerships = Unidad de alianzas
who-programme = Programa
who-committee = Comité
to-do-no-cell = Registrar la prioridad o corregir lugar, tema o fecha.
to-do-not-eligible = Prorrogar un acuerdo o hallar uno que pueda pagar ese día.
to-do-beyond-need = Elevar la necesidad, y el tope si lo hay, o imputar el gasto en otra parte.
to-do-no-money = Trasladar fondos aquí o movilizar más.
to-do-uncovered = Asignar fondos a estas prioridades, o reducir o cancelar las obligaciones.
to-do-over = Devolver, reducir o sustituir lo asignado.
to-do-overdrawn = Corregir el movimiento, o anular imputaciones por una decisión.
to-do-proposed = Adoptarla o rechazarla.
to-do-call = Solicitar el pago (la carta está entre los borradores), o acordar otra fecha y registrarla.
to-do-call-ending = Solicitar el pago y acordar una prórroga (la carta está entre los borradores): el acuerdo termina pronto, y lo que no se utilice hasta entonces caduca.
to-do-call-ended = Acordar con el donante una prórroga antes de que pague (la carta está entre los borradores), o dar de baja la cuota: el acuerdo ha terminado.
to-do-settle = Caducado, con su reserva de apoyo. Acordar con el donante: registrar la devolución, o una enmienda que prorrogue el acuerdo.
to-do-extend = No imputado, con su reserva de apoyo. Imputarlo a tiempo, o acordar una prórroga con el donante; lo que quede al final caduca.
to-do-agree-after-end = Convenir con el donante: registrar una enmienda que prorrogue el acuerdo o dar de baja la cuota.
limit-outside = Ninguna prioridad que permiten sus fines está dentro de su límite: { $limits }
limits-together = Estos límites no pueden cumplirse juntos: { $limits }
to-do-limits-agree = Acordar con el donante otros límites u otros fines, y registrar la enmienda; hasta entonces quedan fondos sin asignar.
to-do-limit-broken = Trasladar fondos por una decisión para cumplir el límite, o acordar otro límite con el donante.
exception-over = { $agreement }: asignado en exceso
exception-overdrawn = { $agreement }: en descubierto
exception-proposed = Decisión { $number }: propuesta, ni adoptada ni rechazada
exception-no-cell = { $count ->
    [one] { $number } gasto pendiente sin prioridad
   *[other] { $number } gastos pendientes sin prioridad
}
exception-not-eligible = { $count ->
    [one] { $number } gasto pendiente sin acuerdo admisible
   *[other] { $number } gastos pendientes sin acuerdo admisible
}
exception-beyond-need = { $count ->
    [one] { $number } gasto pendiente por encima de la necesidad o del tope de su prioridad
   *[other] { $number } gastos pendientes por encima de la necesidad o del tope de sus prioridades
}
exception-no-money = { $count ->
    [one] { $number } gasto pendiente sin fondos admisibles
   *[other] { $number } gastos pendientes sin fondos admisibles
}
exception-uncovered = { $count ->
    [one] { $number } obligación por liquidar sin fondos asignados que la cubran, o no del todo
   *[other] { $number } obligaciones por liquidar sin fondos asignados que las cubran, o no del todo
}

## Targets
section-targets = Resultados frente a las metas
note-targets = «Alcanzado» cuenta todos los resultados comunicados, también en los lugares y temas donde no se imputó nada del fondo. El cuadro de todos los resultados, más abajo, solo cuenta los de los lugares y temas donde sí se imputó; por eso sus cifras son menores.
note-results-all = «Alcanzado» cuenta todos los resultados comunicados, también en los lugares y temas donde no se imputó nada del fondo. Cada uno se logró con los fondos de todos los que financian allí, incluido el propio país, y no solo con los del fondo.
whole-programme = Todo el programa
h-target = Meta
h-counted-in = Contado en
h-reached = Alcanzado
h-reached-share = Parte de la meta

## Versión impresa
table-caption = Tabla { $number }: { $title }
table-caption-piece = Tabla { $number }: { $title } (columnas, parte { $piece } de { $pieces })
table-continued = (continuación)
letters-unknown = { $count ->
    [one] { $number } carácter que no está en las fuentes de este documento aparece como �; figura en el libro adjunto.
   *[other] { $number } caracteres que no están en las fuentes de este documento aparecen como �; figuran en el libro adjunto.
}
month-short-1 = ene.
month-short-2 = feb.
month-short-3 = mar.
month-short-4 = abr.
month-short-5 = may.
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = ago.
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = dic.

sheet-concept = Situación
title-concept = Necesidad, financiación y lo que falta
sheet-concept-opportunities = Oportunidades
title-concept-opportunities = Lo que lograría una contribución
concept-title = Ficha de presentación: { $place }
concept-lead = { $place }: la necesidad es de { $need } según las prioridades del programa. Está financiada al { $share }; faltan { $missing }.
concept-lead-funded = { $place }: la necesidad es de { $need } según las prioridades del programa y está totalmente financiada.
concept-need = Necesidad y financiación por tema
concept-above = Por encima de la necesidad de algunas prioridades: { $amount }.
concept-other-themes = { $count ->
    [one] { $number } tema más
   *[other] { $number } temas más
}
concept-why = { $amount } ({ $themes }): { $why }
concept-funders = Quién financia lo que hay
concept-source = Fuente
concept-no-funders = Aún no hay fondos asignados aquí.
concept-more-funders = Otros donantes
concept-others = Donantes que no se nombran
concept-several = Varios donantes en conjunto
note-concept-several = Lo que varios donantes tienen en conjunto incluye también una parte de lo que dieron donantes nombrados, allí donde de otro modo podría calcularse la parte de uno solo.
concept-charged = Imputado hasta ahora: { $charged } de { $allocated } asignados por el fondo.
concept-no-opportunities = Aquí no falta nada que una contribución pudiera financiar.
concept-contribution = Una contribución de
concept-to-priorities = aportaría a las prioridades
concept-still-missing = Faltaría aún
concept-funded-then = Financiado entonces
concept-rules = Según las reglas del fondo, además de lo asignado hoy, primero las prioridades menos financiadas. Antes se descuentan la comisión ({ $fee }) y la reserva para apoyo a los programas ({ $support }).
concept-too-few = Se han comunicado demasiado pocos resultados para decir a cuántas personas podría llegar una contribución.
concept-results = { $count ->
    [one] { $number } resultado
   *[other] { $number } resultados
}
concept-basis = { $kind }: al costo de { $results } hasta ahora, { $people } personas por { $charged } imputados.
concept-estimate = Las personas son una estimación, no una promesa: cada columna por separado, y el pasado no tiene por qué repetirse.
concept-by-theme = Hasta dónde se financiaría cada tema
concept-today = Hoy
concept-with = Con { $amount }
concept-contact = A quién dirigirse
concept-disclosure = Solo se nombra a los donantes que lo consienten.
