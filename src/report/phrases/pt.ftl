# The words of the reports in Portuguese. A test holds that all languages have the same texts.

## General
all-donors = Todos os doadores
as-of-line = A { $day }. Todos os montantes em { $currency }, salvo indicação em contrário.
illustrative = ILUSTRATIVO: a discriminação dos totais publicados é fictícia, para demonstração.
total = Total
source = { $place }, linha { $row }
source-rows = { $place }, linhas { $row }
day = { $day } de { $month } de { $year }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## Workbooks and sheets
book-donor = Relatório para { $donor }
book-fund = Relatório consolidado: { $fund }
book-gap = Acompanhamento do défice de financiamento: { $fund }
book-reconciliation = Reconciliação com as finanças: { $fund }
sheet-summary = Resumo
title-summary = Resumo
sheet-contributions = Contribuições
title-contributions = Contribuições e calendário de pagamentos
sheet-allocation = Atribuição
title-allocation = Atribuição a prioridades
sheet-matrix = Países e temas
title-matrix = Atribuição por país e tema
sheet-expenditure = Despesas
title-expenditure = Despesas face à atribuição
sheet-statement = Origens e aplicações
title-statement = Demonstração da origem e aplicação dos fundos
sheet-results = Resultados
title-results = Resultados
sheet-transactions = Transações
title-transactions = Transações e as suas fontes
sheet-shared = Despesas partilhadas
title-shared = A sua parte das despesas partilhadas
note-shared = Estas linhas de despesa não indicam nenhum acordo. O que foi gasto num país e num tema é repartido pelos acordos que ali têm fundos atribuídos, na proporção do que resta a cada um. Eis a sua parte, por ano, com as linhas de onde provém.
sheet-notes = Notas
title-notes = Notas
sheet-checks = Verificações
title-checks = Verificações
sheet-donors = Doadores
title-donors = Contribuições por doador e ano
sheet-gap = Défice
title-gap = O défice de financiamento
sheet-gap-places = Défice por local
title-gap-places = O défice por região e país
sheet-gap-themes = Défice por tema
title-gap-themes = O défice por pilar e tema
sheet-gap-months = Défice no tempo
title-gap-months = O défice mês a mês
sheet-reconciliation = Reconciliação
title-reconciliation = Reconciliação com as finanças
sheet-differences = Diferenças
sheet-largest = Diferenças
title-differences = Diferenças e lançamentos propostos
title-largest = Maiores diferenças com as finanças

## Sections
section-agreements = Acordos assinados
section-pledges = Promessas de contribuição, anunciadas e ainda não assinadas
section-instalments = Tranches, cada uma na moeda do seu acordo
section-earmarks = O que cada acordo pode financiar e como a sua consignação foi respeitada
section-cells = Atribuição por país e tema
section-by-country = Por país
section-by-region = Por região
section-by-theme = Por tema
section-by-pillar = Por pilar
section-by-category = Por categoria de despesa do UNSDG e ano
section-results = Cada resultado
section-results-total = Total
section-how-to-check = Como verificar estes valores
section-terms = Definições
section-rules = Regras
section-rates = Taxas de câmbio a { $day }
section-where = Onde estão os fundos
section-over-years = Ao longo dos anos
section-donors = Doadores
section-donors-signed = Assinado por doador e ano, às taxas da assinatura
section-donors-years = Recebido por doador e ano, líquido de reembolsos
section-gap-strengths = Défice de financiamento em três cenários
section-raising = Do défice ao que falta mobilizar
section-bridge = Do défice ao que falta às prioridades
section-months = No fim de cada mês
section-reconciliation = Totais de ambos os registos
section-causes = Causas

## Key figures of the summary
key-committed = Contribuições assinadas
key-committed-means = Acordos em vigor; o que falta receber é avaliado às taxas de câmbio atuais
key-paid = Recebido
key-paid-means = Contribuições recebidas, líquidas de reembolsos; parte das contribuições assinadas
key-kept = Comissão, taxa e reserva de apoio
key-kept-means = Cobradas ou retidas do que foi recebido; parte do recebido
key-placed = Atribuído
key-placed-means = Destinado a países e temas conforme as consignações; parte do recebido
key-waiting = Não atribuído
key-waiting-means = Fundos que por agora não podem ser atribuídos no respeito da consignação; a folha Atribuição diz porquê
key-spent = Imputado
key-spent-means = Despesas dos projetos imputadas aos acordos; parte do atribuído (taxa de execução)
key-support = Custos de apoio ao programa
key-support-means = Custos indiretos dessas despesas
key-left = Saldo
key-left-means = O que resta do recebido; parte do recebido
key-fund = Recebido de todos os doadores
key-fund-means = Todos os doadores em conjunto; a percentagem é a sua parte
key-gap = Défice de financiamento do programa
key-gap-means = O que falta de um orçamento de { $budget } { $currency }; parte do orçamento
other-countries = { $count ->
    [one] { $number } outro país ou zona
   *[other] Outros { $number } países e zonas
}
chart-where = Atribuído e imputado por país (milhões { $currency })
chart-years = Recebido e imputado por ano (milhões { $currency })
chart-gap = O défice ao longo do tempo (milhões { $currency })
chart-alternative = Gráfico: { $title }. Os valores estão na tabela à esquerda.

## Column headers
h-figure = Rubrica
h-amount = Montante
h-share = Parte
h-meaning = Definição
h-blank = Na data acima
h-in-currency = Em { $currency }
h-cumulative = Todos os anos
h-agreement = Acordo
h-title = Título
h-signed = Assinado em
h-announced = Anunciado em
h-currency = Moeda
h-original = Montante na sua moeda
h-at-signature = Valor na assinatura
h-exchange = Diferença cambial
h-given-back = Reembolsado e anulado
h-committed = Contribuições assinadas
h-paid = Recebido
h-to-come = Por receber
h-value = Valor atual
h-status = Situação
h-due = Vencimento
h-paid-part = Do qual recebido
h-open = Em aberto
h-earmark = Consignação
h-strictness = Categoria
h-charges = Comissão e taxa
h-support-kept = Reserva para custos de apoio
h-programmable = Programável
h-placed = Atribuído
h-waiting = Não atribuído
h-honoured = Respeito da consignação
h-country = País ou zona
h-region = Região
h-theme = Tema
h-pillar = Pilar
h-period = Período
h-need = Necessidade
h-outside = Financiado por outras fontes
h-share-of-need = Parte da necessidade
h-share-of-paid = Parte do recebido
h-spent = Imputado
h-delivery = Taxa de execução
h-obligated = Compromissos em aberto
h-left = Não gasto
h-balance = Saldo
h-category = Categoria de despesa
h-date = Data
h-result = Resultado
h-description = Descrição
h-result-all = Total
h-result-share = Na sua parte
h-result-pool = Através do fundo
h-what = Natureza
h-document = Documento
h-lines = Linhas
h-in = Entradas
h-out = Saídas
h-source = Registo de origem
h-units-per = Unidades por 1 { $currency }
h-check = Verificação
h-holds = Verifica-se
h-mark = Sinal
h-year = Ano
h-net = Recebido
h-month = Mês
h-donor = Doador
h-deposits-only = Contribuições recebidas
h-with-commitments = mais acordos assinados
h-with-pledges = mais promessas ponderadas
h-above = Acima da necessidade
h-gap = Défice
h-funded = Financiado
h-gap-commitments = Défice após acordos assinados
h-gap-outlook = Défice após promessas ponderadas
h-ours = Registos do fundo
h-theirs = Registos das finanças
h-difference = Diferença
h-explained = Explicado
h-matched = Correspondidos
h-differences = Diferenças (número)
h-reference = Referência
h-cause = Causa
h-proposal = Lançamento proposto
h-source-ours = Fonte nos registos do fundo
h-source-theirs = Fonte nos registos das finanças

## Where there is nothing
none-agreements = Ainda não há acordos assinados.
none-instalments = Não há tranches acordadas.
none-deposits = Ainda não foram recebidas contribuições.
none-placed = Ainda nada foi atribuído.
none-transactions = Ainda não há transações.
none-cells = Não há prioridades.
none-finance = As finanças não enviaram extrato.
none-differences = Nenhuma diferença.

## Earmarks
earmark-none = Qualquer lugar e tema
earmark-except = Exceto { $places }
earmark-at-least = Pelo menos { $share } para { $scope }
earmark-at-most = No máximo { $share } para { $scope }
earmark-outside = trabalho fora dos países
earmark-window = Para necessidades de { $period }
earmark-1 = 1 Não consignado
earmark-2 = 2 Consignação flexível
earmark-3 = 3 Consignado
earmark-4 = 4 Consignação estrita
period = { $from } a { $to }
honoured = { $count ->
    [one] Todos os fundos foram atribuídos no respeito da consignação ({ $number } prioridade elegível).
   *[other] Todos os fundos foram atribuídos no respeito da consignação ({ $number } prioridades elegíveis).
}
waits-no-cell = O fundo não tem nenhuma prioridade que a consignação permita; uma consignação mais ampla permitiria empregar os fundos.
waits-all-full = O saldo fica retido: todas as prioridades que a consignação permite estão plenamente financiadas, por todas as fontes.
waits-limit = O saldo fica retido: foi atingido um limite do acordo ou da política do fundo.
instalment-paid = Recebida
instalment-overdue = Em atraso
instalment-coming = Por vencer
instalment-written-off = Anulada

## Names of values
category-staff = Pessoal
category-supplies = Fornecimentos, produtos, materiais
category-equipment = Equipamento, veículos e mobiliário
category-contractual = Serviços contratuais
category-travel = Viagens
category-transfers = Transferências e subvenções
category-operating = Despesas gerais e outros custos diretos
category-indirect = Custos indiretos de apoio
category-opening = Imputado antes destes livros
receipt-deposit = Contribuição recebida
receipt-refund = Reembolso
receipt-write-off = Anulação
receipt-interest = Juros
receipt-bank-charge = Encargo bancário
receipt-transfer = Transferência entre acordos
transaction-expenditure = Despesa
original-line = { $amount } a { $rate }
result-change = Mudanças institucionais
result-legal = Pessoas cobertas por lei
result-effective = Pessoas efetivamente cobertas
result-adequacy = Pessoas com prestações adequadas
results-line = { $kind }: { $share } de { $all }
finance-deposit = Contribuições recebidas
finance-refund = Reembolsos
finance-budget = Orçamentos emitidos
finance-expenditure = Despesas
cause-missing-here = Falta nos registos do fundo
cause-missing-there = Falta nos registos das finanças
cause-amount = Montante
cause-rate = Taxa de câmbio
cause-rounding = Arredondamento
cause-timing = Desfasamento temporal
cause-duplicate = Duplicado
cause-sign = Sinal
cause-alias = Nome
month-actual = Real
month-projected = Projetado

## Statement of sources and uses
statement-sources = Origem dos fundos
statement-deposits = Contribuições recebidas
statement-promised = Contribuições recebidas, às taxas da assinatura
statement-exchange = Diferença cambial até ao recebimento
statement-refunds = Reembolsos a doadores
statement-interest = Juros e rendimentos de investimentos
statement-total-sources = Total das origens
statement-uses = Aplicação dos fundos
statement-fee = Comissão do agente administrativo
statement-levy = Taxa de coordenação
statement-spent = Despesas imputadas
statement-support = Custos (indiretos) de apoio ao programa
statement-bank = Encargos bancários
statement-total-uses = Total das aplicações
statement-balance = Saldo dos fundos
statement-opening = Saldo inicial
statement-change = Variação líquida
statement-closing = Saldo final
statement-position = Situação dos fundos
position-committed = Contribuições assinadas
position-paid = Contribuições recebidas, líquidas de reembolsos
position-placed = Atribuído a prioridades
position-spent = Despesas imputadas
position-obligated = Compromissos em aberto (fora das despesas)
position-pending = Despesas pendentes (ainda não imputadas a um acordo)
position-projects = Saldo nos projetos
position-fund = Saldo no fundo
position-total = Saldo total
position-delivery = Taxa de execução (despesas / atribuído)

## The gap
gap-budget = Orçamento do programa
gap-own = Recursos próprios da organização
gap-ongoing = Projetos em curso fora do fundo
gap-pool = Contribuições para o fundo
gap-total = Défice
raising-gap = Défice, após as contribuições recebidas
raising-to-come = Assinado e ainda por receber
raising-pledged = Anunciado, ponderado
raising-pipeline = Em preparação, ponderado
raising-still = Falta mobilizar
bridge-fee = Comissão do agente administrativo
bridge-levy = Taxa de coordenação
bridge-support = Reservado para custos de apoio
bridge-unallocated = Não atribuído: nenhuma prioridade o pode receber
bridge-lapsed = Caducado: de acordos que terminaram
bridge-interest = Juros disponíveis para as prioridades
bridge-above = Financiado acima da necessidade
bridge-over = Atribuído em excesso
bridge-below = A descoberto: reembolsado além do recebido
bridge-needs = Necessidades das prioridades, menos o orçamento
bridge-other = Recursos próprios e projetos em curso, menos outro financiamento das prioridades
bridge-cells = O que falta às prioridades

## Remarks
note-at-signature = Contribuições assinadas = valor na assinatura + diferença cambial − reembolsos e anulações = recebido + por receber.
note-expenditure = Os compromissos em aberto são encomendas ainda não pagas; figuram ao lado das despesas e nunca nelas. Os custos de apoio acrescem e figuram na demonstração.
note-results = Os resultados são repartidos entre as contribuições para um país e tema, na proporção dos seus fundos. É um cálculo proporcional e não atribui os resultados a uma só contribuição. A parte de uma mudança institucional é uma fração dela.
note-rates = O que falta receber é avaliado a estas taxas; cada contribuição recebida, pelo montante contabilizado ou à taxa do seu dia, que figura ao lado dela na folha das transações.
note-statement = Os juros e encargos bancários pertencem ao fundo no seu conjunto e figuram no relatório consolidado. Saldo no fundo: não atribuído e reservado a custos de apoio.
<<<<<<< HEAD
note-statement-fund = Saldo no fundo: não atribuído, reservado a custos de apoio e juros, menos encargos bancários e despesas ainda não imputadas.
note-checks = Cada linha é uma fórmula ativa sobre as folhas deste livro: valores que devem concordar e, depois, os totais de controlo de todos os números que nenhuma fórmula produz. Altere um número e uma verificação passa a FALSO.
=======
note-statement-fund = Saldo no fundo: não atribuído, reservado a custos de apoio e juros, menos encargos bancários. As despesas pendentes ainda não são deduzidas de nenhum saldo.
note-checks = Cada linha é uma fórmula ativa sobre as folhas deste livro. Altere um valor e as verificações que dele dependem passam a FALSO.
>>>>>>> wiring
note-bridge = Nem todos os fundos recebidos estão disponíveis para as prioridades: descontam-se a comissão, a taxa, a reserva de apoio e os fundos não atribuídos.
note-pledge-weight = As promessas contam a { $weight } do seu valor.
note-projection = Projetado: as tranches chegam no vencimento, as atrasadas no mês seguinte; os acordos assinados e as promessas não mudam.
note-reconciliation = Diferença = registos do fundo − registos das finanças. As diferenças listadas explicam a dos totais ao cêntimo.
note-largest = As { $shown } maiores de { $all }; o livro da reconciliação lista-as todas, com os totais de ambos os lados.
how-to-check = A folha de verificações contém fórmulas ativas que ligam as folhas. Cada transação indica o ficheiro, a folha e a linha de onde foi lida. Os totais são somas que o seu programa recalcula.
inputs-hash = SHA-256 do conjunto de dados: { $hash }
made-by = Produzido por { $program } { $version }.

## Terms
term-commitment = Contribuições assinadas
means-commitment = acordos em vigor: o recebido, líquido de reembolsos, mais o que falta receber à taxa de câmbio da data do relatório.
term-paid = Recebido
means-paid = contribuições recebidas, pelo montante contabilizado, líquidas de reembolsos.
term-exchange = Diferença cambial
means-exchange = efeito das variações cambiais desde a assinatura.
term-fee = Comissão do agente administrativo
means-fee = uma percentagem de cada contribuição recebida.
term-levy = Taxa de coordenação
means-levy = uma percentagem das contribuições estritamente consignadas.
term-support = Custos de apoio ao programa
means-support = custos indiretos, uma percentagem das despesas diretas, reservados do programável.
term-programmable = Programável
means-programmable = o recebido, menos comissão e taxa, dividido por um mais a taxa de apoio.
term-placed = Atribuído
means-placed = fundos destinados a um país e tema que a consignação permite.
term-waiting = Não atribuído
means-waiting = fundos programáveis que por agora não podem ser atribuídos no respeito da consignação.
term-spent = Imputado
means-spent = despesas imputadas a um acordo: ao que o documento indica ou, se não, na proporção dos fundos do país e tema.
term-obligation = Compromisso em aberto
means-obligation = uma encomenda feita e ainda não paga.
term-delivery = Taxa de execução
means-delivery = despesas imputadas divididas pela atribuição.
term-gap = Défice
means-gap = orçamento, menos recursos próprios, menos projetos em curso, menos o recebido pelo fundo.
rule-rounding = Os montantes são exatos ao cêntimo. O meio cêntimo arredonda-se afastando-se de zero, e as partes de um montante repartido somam sempre esse montante (Sainte-Laguë).
rule-allocation = Atribui-se tanto quanto as consignações permitem, primeiro às prioridades menos financiadas.
rule-attribution = As despesas além do atribuído a um país e tema são apresentadas à parte, a aguardar resolução.
rule-privacy = Este livro contém apenas valores deste doador e totais do fundo.
rule-charges = Encargos salvo se um acordo disser outra coisa: agente administrativo { $fee }, apoio ao programa { $support }, taxa de coordenação { $levy }.

## Checks
check-all = Todas as verificações se confirmam
check-committed = As contribuições assinadas são iguais ao recebido mais o que falta receber
check-placed = A atribuição por acordo é igual à de país e tema
check-programmable = O programável é igual ao atribuído mais o não atribuído
check-matrix = Os totais por país e por tema concordam
check-allocation-expenditure = A atribuição coincide nas folhas de atribuição e despesas
check-spent-theme = As despesas por país igualam as despesas por tema
check-spent-category = As despesas por país igualam as despesas por categoria
check-spent-statement = As despesas da demonstração igualam as despesas por país
check-paid-statement = As contribuições da demonstração igualam as contribuições por acordo
check-closing = A demonstração fecha: origens menos aplicações são o saldo final
check-transactions-in = As entradas igualam as contribuições da demonstração
check-transactions-out = As saídas e a sua parte das despesas partilhadas igualam as despesas da demonstração
check-donors-years = O recebido por doador iguala o recebido por ano
check-programme-ties = Orçamento menos recursos próprios e projetos em curso é o montante a mobilizar
check-gap-regions = O défice por região iguala o défice por país
check-gap-pillars = O défice por pilar iguala o défice por tema
check-gap-bridge = O défice por país iguala a ponte desde o défice do programa
check-explained = As diferenças listadas explicam a dos totais
check-causes = As causas somam todas as diferenças
check-control-money = { $sheet }: os { $count } montantes continuam a somar { $sum }
check-control-decimals = { $sheet }: os { $count } montantes noutras moedas e taxas continuam a somar { $sum } (total de controlo)
check-control-counts = { $sheet }: os { $count } números continuam a somar { $sum } (total de controlo)
check-control-days = { $sheet }: as { $count } datas não mudaram (total de controlo { $sum })

## Dashboard
dashboard-headline = Faltam { $gap } { $currency }: { $share } do orçamento.
dashboard-paid = Recebido pelo fundo
dashboard-signed = Assinado, por receber
dashboard-pledged = Prometido, ponderado
dashboard-missing = Em falta depois de tudo
dashboard-places = Onde falta mais
dashboard-themes = Financiamento dos temas
dashboard-delivery = Execução por região
dashboard-overdue = Tranches em atraso
dashboard-table = Os valores em tabela

## Letters
letter-subject = { $fund }: relatório a { $day }
letter-attention = À atenção de: { $name }
letter-greeting = Exmos. Senhores,
letter-body = Junto enviamos o nosso relatório para { $donor } a { $day }. Mostra o assinado e o recebido, para onde foram os fundos, o imputado e o que resta. Cada total é uma fórmula ativa e a última folha contém as verificações.
letter-figures = Assinado: { $committed } { $currency }. Recebido: { $paid }. Atribuído: { $placed }. Imputado: { $spent }.
letter-close = Com os melhores cumprimentos

## Changes since the last closed month
sheet-changes = Alterações
title-changes = Alterações desde o último mês encerrado
changes-between = De { $from }, tal como encerrado, a { $to }.
h-opening = Abertura
h-new = Novo
h-restated = Retificado
h-closing = Encerramento
changes-committed = Contribuições assinadas
changes-paid = Recebido, menos reembolsos
changes-placed = Atribuído
changes-spent = Imputado, custos de apoio incluídos
none-changes = Nada mudou.
check-changes = As contribuições recebidas das alterações terminam nas da demonstração
check-bridge = A ponte das alterações está certa ({ $part })
note-changes = Novo: lançamentos com data posterior ao dia de abertura; do atribuído e imputado, tudo o que se acrescentou. Retificado: lançamentos que já não são o que eram quando o mês foi encerrado, ou que chegaram tarde. Diferença cambial: lançamentos que não mudaram, a outras taxas.

## Reasons
sheet-reasons = Razões
title-reasons = Por que razão subsiste o défice
section-gap-causes = O défice das prioridades pelas suas causas
cause-money = Falta de fundos
cause-money-means = Faltaria mesmo que todos os fundos pudessem ir para qualquer lado
cause-earmarks = Bloqueado pelas consignações
cause-earmarks-means = Fundos que existem mas não podem ser usados onde faltam
cause-policy = Bloqueado pelos limites
cause-policy-means = Fundos retidos por tetos ou pela quota dos países
section-money-expires = Fundos não atribuídos: últimos dias de uso
section-money-waits = Fundos não atribuídos
h-usable-until = Utilizável até
h-why = Porquê
none-waits = Não há fundos não atribuídos.
section-loosened = Consignações cuja flexibilização libertaria mais fundos
note-loosened = Cada uma por si só: o que mais se poderia atribuir se apenas esta consignação fosse um nível mais ampla.
h-would-place = Libertaria
h-loosened = Flexibilização
loosened-places = os seus lugares alargados um nível
loosened-themes = os seus temas alargados um nível
loosened-exclusions = as suas exclusões suprimidas
none-loosened = Nenhuma consignação, flexibilizada um nível, libertaria mais fundos.
section-cells-lack = Prioridades com financiamento insuficiente
h-missing = Falta
none-lacks = A nenhuma prioridade faltam fundos.
lacks-ceiling = A sua necessidade excede o seu teto.
lacks-money = Já não há fundos para atribuir.
lacks-all-earmarks = Nenhuns fundos não atribuídos são elegíveis para esta prioridade.
lacks-earmarks = Estes fundos não atribuídos não são elegíveis para esta prioridade: { $lots }.
lacks-policy = Um teto, um limite ou a quota dos países retém: { $lots }.
expires-soon = Só pode ser usado até { $day }.
expired = Só podia ser usado até { $day }.
check-gap-causes = As três causas somam o défice das prioridades

## Annual report
book-annual = Relatório anual { $year }: { $fund }
sheet-annual = Ano
title-annual = Relatório anual para a reunião de parceiros
section-annual = O ano { $year }
annual-signed = Assinado, às taxas da assinatura
annual-paid-all = Recebido em todos os anos
annual-spent = Imputado em { $year }
note-annual = O ano vai de 1 de janeiro a 31 de dezembro, ou até ao dia do relatório se este for anterior.
check-annual = O que foi imputado no ano confere: { $table }

## Proposed entries of the reconciliation
proposal-one-month = Contabilizado a { $ours } pelo fundo e a { $theirs } pelas finanças; acordar um só mês. Sem lançamento de montante.
proposal-one-donor = As finanças contabilizam-no em { $theirs }, o fundo em { $ours }; mover um dos dois.
proposal-alias = As finanças escrevem «{ $name }» por { $donor }; acrescentar aos nomes alternativos.
proposal-adjust = { $why }: ajustar { $document } das finanças em { $amount }.
proposal-await-there = { $document } de { $day } pode ser contabilizado nas finanças no próximo mês; voltar a ver então.
proposal-book-there = Pedir às finanças que contabilizem { $document } de { $day }: { $amount }.
proposal-await-here = { $document } de { $day } pode chegar-nos no próximo mês; voltar a ver então.
proposal-book-here = Registar no fundo { $document } de { $day } ({ $amount }), ou perguntar às finanças o que é.
proposal-reverse = { $document } repete { $twin } nas finanças: estornar { $amount }.
proposal-no-number = a linha sem número
fault-sign = O sinal está invertido no registo das finanças
fault-rounding = Uma diferença de arredondamento
fault-rate-of = As finanças usaram a taxa de { $currency } de { $day }
fault-other-rate = As finanças usaram outra taxa de { $currency }
fault-transposed = Há algarismos trocados num dos lados; verificar o documento
fault-amount = Os montantes diferem; verificar o documento

## Explanations, to be read alone

explain-cell = { $cell }: { $placed } de { $needed } atribuídos pelo fundo (necessidade { $need }, dos quais { $outside } financiados por outras fontes).
explain-funded = Está plenamente financiada.
explain-missing = Faltam { $amount }.
explain-agreement = { $agreement } ({ $earmark }): { $placed } de { $available } atribuídos.
explain-used = Tudo está em uso.
explain-waits = { $amount } não atribuídos.
explain-no-money = { $agreement } ainda não tem fundos para atribuir.
explain-keeps = { $agreement } ({ $earmark }; restam { $left })
explain-gap = Às prioridades faltam { $amount }:
explain-loosened = { $agreement }, com { $how }: poderiam ser atribuídos mais { $amount }.
