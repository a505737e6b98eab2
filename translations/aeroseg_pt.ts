<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>AeroSeg</name>
    <message>
        <source>No layer of polygons is chosen.</source>
        <translation>Nenhuma camada de polígonos foi escolhida.</translation>
    </message>
    <message>
        <source>Open or draw one, or choose another area.</source>
        <translation>Abra ou desenhe uma, ou escolha outra área.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be read.</source>
        <translation>Os polígonos de “{name}” não podem ser lidos.</translation>
    </message>
    <message>
        <source>Its data source is missing or damaged.</source>
        <translation>Sua fonte de dados falta ou está danificada.</translation>
    </message>
    <message>
        <source>Repair the data source, or choose another layer.</source>
        <translation>Repare a fonte de dados, ou escolha outra camada.</translation>
    </message>
    <message>
        <source>“{name}” has more than {n} polygons here.</source>
        <translation>“{name}” tem aqui mais de {n} polígonos.</translation>
    </message>
    <message>
        <source>Select some of them, or dissolve them first.</source>
        <translation>Selecione alguns, ou dissolva-os antes.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be used.</source>
        <translation>Os polígonos de “{name}” não podem ser usados.</translation>
    </message>
    <message>
        <source>They have no place in the image's coordinate system.</source>
        <translation>Eles não têm lugar no sistema de coordenadas da imagem.</translation>
    </message>
    <message>
        <source>Look whether the layer has its right coordinate system.</source>
        <translation>Veja se a camada tem seu sistema de coordenadas correto.</translation>
    </message>
    <message>
        <source>1 selected polygon</source>
        <translation>1 polígono selecionado</translation>
    </message>
    <message>
        <source>{n} selected polygons</source>
        <translation>{n} polígonos selecionados</translation>
    </message>
    <message>
        <source>1 polygon</source>
        <translation>1 polígono</translation>
    </message>
    <message>
        <source>{n} polygons</source>
        <translation>{n} polígonos</translation>
    </message>
    <message>
        <source>1 crosses itself, mended</source>
        <translation>1 cruza a si mesmo, consertado</translation>
    </message>
    <message>
        <source>{n} cross themselves, mended</source>
        <translation>{n} cruzam a si mesmos, consertados</translation>
    </message>
    <message>
        <source>{polygons}, {crossing}</source>
        <translation>{polygons}, {crossing}</translation>
    </message>
    <message>
        <source>The layer “{name}” has no polygons.</source>
        <translation>A camada “{name}” não tem polígonos.</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer or area.</source>
        <translation>Desenhe um, ou escolha outra camada ou área.</translation>
    </message>
    <message>
        <source>The selected polygons of “{name}” do not touch the image.</source>
        <translation>Os polígonos selecionados de “{name}” não tocam a imagem.</translation>
    </message>
    <message>
        <source>Only selected ones count where some are selected.</source>
        <translation>Onde há selecionados, só eles contam.</translation>
    </message>
    <message>
        <source>Select others, or clear the selection.</source>
        <translation>Selecione outros, ou limpe a seleção.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” do not touch the image.</source>
        <translation>Os polígonos de “{name}” não tocam a imagem.</translation>
    </message>
    <message>
        <source>They lie elsewhere, or are so thin that they hold nothing.</source>
        <translation>Estão em outro lugar, ou são tão finos que nada contêm.</translation>
    </message>
    <message>
        <source>Draw one on the image, or choose another layer or area.</source>
        <translation>Desenhe um sobre a imagem, ou escolha outra camada ou área.</translation>
    </message>
    <message>
        <source>Nothing to segment here.</source>
        <translation>Não há nada para segmentar aqui.</translation>
    </message>
    <message>
        <source>The map view does not touch the image.</source>
        <translation>A vista do mapa não toca a imagem.</translation>
    </message>
    <message>
        <source>Zoom to the layer, or choose Layer as the area.</source>
        <translation>Aproxime à camada, ou escolha “Camada” como área.</translation>
    </message>
    <message>
        <source>The layer is too large at this resolution.</source>
        <translation>A camada é grande demais nesta resolução.</translation>
    </message>
    <message>
        <source>Choose a coarser resolution.</source>
        <translation>Escolha uma resolução mais grosseira.</translation>
    </message>
    <message>
        <source>The image to segment; it follows the active raster layer</source>
        <translation>A imagem a segmentar; acompanha a camada raster ativa</translation>
    </message>
    <message>
        <source>Load the sample scene</source>
        <translation>Carregar a cena de exemplo</translation>
    </message>
    <message>
        <source>Open the drawn scene that comes with AerOSeg, to try it</source>
        <translation>Abrir a cena desenhada que vem com o AerOSeg, para experimentar</translation>
    </message>
    <message>
        <source>Open an image first.</source>
        <translation>Abra primeiro uma imagem.</translation>
    </message>
    <message>
        <source>AerOSeg options: Python, models, results folder</source>
        <translation>Opções do AerOSeg: Python, modelos, pasta de resultados</translation>
    </message>
    <message>
        <source>What is this? Click here, then on a part of the panel</source>
        <translation>O que é isto? Clique aqui e depois em uma parte do painel</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagem</translation>
    </message>
    <message>
        <source>Map view</source>
        <translation>Vista do mapa</translation>
    </message>
    <message>
        <source>Segment the part of the image that the map shows</source>
        <translation>Segmentar a parte da imagem que o mapa mostra</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Camada</translation>
    </message>
    <message>
        <source>Segment the whole image</source>
        <translation>Segmentar a imagem inteira</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polígonos</translation>
    </message>
    <message>
        <source>Segment inside the polygons of a layer; the selected ones where some are selected</source>
        <translation>Segmentar dentro dos polígonos de uma camada; nos selecionados, se houver</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>ainda desconhecido</translation>
    </message>
    <message>
        <source>This image has no coordinate system: how many metres is one pixel on the ground?</source>
        <translation>Esta imagem não tem sistema de coordenadas: quantos metros no solo mede um pixel?</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Tamanho do pixel</translation>
    </message>
    <message>
        <source>Size of a pixel that the model sees, in metres on the ground</source>
        <translation>Tamanho no solo, em metros, de um pixel que o modelo vê</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolução</translation>
    </message>
    <message>
        <source>The layer of the polygons; it may have another coordinate system than the image</source>
        <translation>A camada dos polígonos; pode ter outro sistema de coordenadas que a imagem</translation>
    </message>
    <message>
        <source>Where edges cross, what they wind around once is inside, as after Fix geometries</source>
        <translation>Onde bordas se cruzam, fica dentro o que elas contornam uma vez, como após “Corrigir geometrias”</translation>
    </message>
    <message>
        <source>The list holds “{name}”, so the names are compared with that alone.</source>
        <translation>A lista contém “{name}”, por isso os nomes são comparados só com isso.</translation>
    </message>
    <message>
        <source>So that a single name does not fill the map: a place that is more like road, water, tree and other such words than like your names gets no class. Words of the same kind as a name are left out by themselves.</source>
        <translation>Para que um único nome não encha o mapa: um lugar mais parecido com estrada, água, árvore e palavras assim do que com os seus nomes não recebe classe. Palavras do mesmo tipo que um nome ficam de fora por si mesmas.</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrar</translation>
    </message>
    <message>
        <source>Fits the threshold of each class on polygons of which you know the class. The figures are of places that were left out of the fitting.</source>
        <translation>Ajusta o limiar de cada classe com polígonos cuja classe você conhece. Os números são de lugares deixados fora do ajuste.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>How far the fitting is</source>
        <translation>Andamento do ajuste</translation>
    </message>
    <message>
        <source>Keep only the best word where it does better alone</source>
        <translation>Manter só a melhor palavra onde ela sozinha vai melhor</translation>
    </message>
    <message>
        <source>Otherwise the best word comes first, and all are searched</source>
        <translation>Senão a melhor palavra vem primeiro, e todas são procuradas</translation>
    </message>
    <message>
        <source>The result whose scores are compared with the polygons</source>
        <translation>O resultado cujas pontuações são comparadas com os polígonos</translation>
    </message>
    <message>
        <source>Polygons of which you know the class; of those selected, if any</source>
        <translation>Polígonos cuja classe você conhece; os selecionados, se houver</translation>
    </message>
    <message>
        <source>Holds the class names; “background” is ground that is none of the classes</source>
        <translation>Contém os nomes das classes; “background” é solo de nenhuma das classes</translation>
    </message>
    <message>
        <source>Which polygons belong together. Empty: up to five parts of the ground</source>
        <translation>Quais polígonos vão juntos. Vazio: até cinco partes do solo</translation>
    </message>
    <message>
        <source>Compare the words of a class too</source>
        <translation>Comparar também as palavras de uma classe</translation>
    </message>
    <message>
        <source>Other classes of the layer are none of these</source>
        <translation>Outras classes da camada não são nenhuma destas</translation>
    </message>
    <message>
        <source>Polygons whose class is not in the list are ground where none of its classes is; otherwise they are left out</source>
        <translation>Polígonos cuja classe não está na lista são solo onde não há nenhuma das classes; senão são omitidos</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Campo da classe</translation>
    </message>
    <message>
        <source>Place field</source>
        <translation>Campo do lugar</translation>
    </message>
    <message>
        <source>Tries each word of a class alone on the image; takes a while</source>
        <translation>Testa cada palavra de uma classe sozinha na imagem; demora um pouco</translation>
    </message>
    <message>
        <source>No class of the list has other words.</source>
        <translation>Nenhuma classe da lista tem outras palavras.</translation>
    </message>
    <message>
        <source>Words can be compared on images in files only.</source>
        <translation>Palavras só podem ser comparadas em imagens em arquivos.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Limiar</translation>
    </message>
    <message>
        <source>IoU before</source>
        <translation>IoU antes</translation>
    </message>
    <message>
        <source>after</source>
        <translation>depois</translation>
    </message>
    <message>
        <source>Ticked classes get the new threshold: those that did better on places left out</source>
        <translation>Classes marcadas recebem o novo limiar: as que foram melhor em lugares deixados de fora</translation>
    </message>
    <message>
        <source>Leave the class list as it is</source>
        <translation>Deixar a lista de classes como está</translation>
    </message>
    <message>
        <source>Segment something first: the scores of a result are needed.</source>
        <translation>Segmente algo primeiro: são precisas as pontuações de um resultado.</translation>
    </message>
    <message>
        <source>Open a layer with polygons of which you know the class.</source>
        <translation>Abra uma camada com polígonos cuja classe você conhece.</translation>
    </message>
    <message>
        <source>Choose the field that holds the class names.</source>
        <translation>Escolha o campo que contém os nomes das classes.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Compare the scores with the polygons</source>
        <translation>Comparar as pontuações com os polígonos</translation>
    </message>
    <message>
        <source>Write the new thresholds into the class list; it can be undone</source>
        <translation>Escrever os novos limiares na lista de classes; pode ser desfeito</translation>
    </message>
    <message>
        <source>Nothing is ticked that would change the list</source>
        <translation>Nada marcado mudaria a lista</translation>
    </message>
    <message>
        <source>The result has left the project.</source>
        <translation>O resultado não está mais no projeto.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>The answer of the model cannot be read.</source>
        <translation>A resposta do modelo não pode ser lida.</translation>
    </message>
    <message>
        <source>Update the plugin and restart QGIS.</source>
        <translation>Atualize o complemento e reinicie o QGIS.</translation>
    </message>
    <message>
        <source>Nothing could be tried on other places.</source>
        <translation>Nada pôde ser testado em outros lugares.</translation>
    </message>
    <message>
        <source>Mean IoU {before} before, {after} after, on {n} places left out in turn.</source>
        <translation>IoU médio {before} antes, {after} depois, em {n} lugares deixados de fora um a um.</translation>
    </message>
    <message>
        <source>This word alone, with a threshold fitted for it</source>
        <translation>Esta palavra sozinha, com um limiar ajustado para ela</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{name}: {pixels} pixels of reference in {places} places</source>
        <translation>{name}: {pixels} pixels de referência em {places} lugares</translation>
    </message>
    <message>
        <source>Too few polygons of this class, or none of anything else.</source>
        <translation>Poucos polígonos desta classe, ou nenhum de outra coisa.</translation>
    </message>
    <message>
        <source>All in one place, so it could not be tried on another.</source>
        <translation>Todos em um lugar, por isso não se pôde testar em outro.</translation>
    </message>
    <message>
        <source>A new threshold did no better on the places left out.</source>
        <translation>Um novo limiar não foi melhor nos lugares deixados de fora.</translation>
    </message>
    <message>
        <source>{title} ({file})</source>
        <translation>{title} ({file})</translation>
    </message>
    <message>
        <source>The background words cannot be saved.</source>
        <translation>As palavras de fundo não podem ser salvas.</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>Free some space, or check the folder of your QGIS profile.</source>
        <translation>Libere espaço, ou verifique a pasta do seu perfil do QGIS.</translation>
    </message>
    <message>
        <source>The name in the legend and in the table; it is searched too</source>
        <translation>O nome na legenda e na tabela; também é procurado</translation>
    </message>
    <message>
        <source>for example: house, roof</source>
        <translation>por exemplo: casa, telhado</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas between; each is searched</source>
        <translation>Outras palavras para a mesma classe, separadas por vírgulas; cada uma é procurada</translation>
    </message>
    <message>
        <source>Colour on the map; the arrow also offers to leave it to AerOSeg</source>
        <translation>Cor no mapa; a seta também permite deixá-la para o AerOSeg</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>Limiar próprio</translation>
    </message>
    <message>
        <source>Otherwise the model's own threshold holds</source>
        <translation>Senão vale o limiar do modelo</translation>
    </message>
    <message>
        <source>From 0 to 1: a pixel whose score for this class is lower gets no class</source>
        <translation>De 0 a 1: um pixel com pontuação menor para esta classe não recebe classe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>Outras palavras</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Cor</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Uma classe precisa de um nome.</translation>
    </message>
    <message>
        <source>A name cannot hold any of these signs: {signs}</source>
        <translation>Um nome não pode conter nenhum destes sinais: {signs}</translation>
    </message>
    <message>
        <source>A word cannot hold any of these signs: {signs}</source>
        <translation>Uma palavra não pode conter nenhum destes sinais: {signs}</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>“{name}” já está na lista.</translation>
    </message>
    <message>
        <source>This is what is none of the other classes; it is not drawn on the map.</source>
        <translation>Isto é o que não pertence a nenhuma outra classe; não é desenhado no mapa.</translation>
    </message>
    <message>
        <source>{n} names are in the list already.</source>
        <translation>{n} nomes já estão na lista.</translation>
    </message>
    <message>
        <source>There was no name in it. Type for example “building, road”.</source>
        <translation>Não havia nenhum nome. Digite por exemplo “building, road”.</translation>
    </message>
    <message>
        <source>Empty names were left out.</source>
        <translation>Nomes vazios foram omitidos.</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>Remover “{name}”</translation>
    </message>
    <message>
        <source>A class needs a name, so “{name}” was kept.</source>
        <translation>Uma classe precisa de um nome, por isso “{name}” foi mantido.</translation>
    </message>
    <message>
        <source>What is none of the other classes; it is not drawn on the map.</source>
        <translation>O que não pertence a nenhuma outra classe; não é desenhado no mapa.</translation>
    </message>
    <message>
        <source>The same class: {names}</source>
        <translation>A mesma classe: {names}</translation>
    </message>
    <message>
        <source>Own threshold: {value}. A pixel with a lower score gets no class.</source>
        <translation>Limiar próprio: {value}. Um pixel com pontuação menor não recebe classe.</translation>
    </message>
    <message>
        <source>Double-click to edit.</source>
        <translation>Duplo clique para editar.</translation>
    </message>
    <message>
        <source>Double-click to edit; click the colour to change it; Alt+Return for all.</source>
        <translation>Duplo clique para editar; clique na cor para mudá-la; Alt+Enter para tudo.</translation>
    </message>
    <message>
        <source>not known to this model</source>
        <translation>desconhecido deste modelo</translation>
    </message>
    <message>
        <source>Share of the last result</source>
        <translation>Parte do último resultado</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>não utilizável</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>desconhecido</translation>
    </message>
    <message>
        <source>My class lists</source>
        <translation>Minhas listas de classes</translation>
    </message>
    <message>
        <source>Your saved lists. F2 or a double-click renames</source>
        <translation>Suas listas salvas. F2 ou duplo clique renomeia</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renomear</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>Dar outro nome</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Excluir…</translation>
    </message>
    <message>
        <source>Put the file of this list into the trash</source>
        <translation>Pôr o arquivo desta lista na lixeira</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir pasta</translation>
    </message>
    <message>
        <source>Show the files, for example to copy them</source>
        <translation>Mostrar os arquivos, por exemplo para copiá-los</translation>
    </message>
    <message>
        <source>Delete the list “{name}”?</source>
        <translation>Excluir a lista “{name}”?</translation>
    </message>
    <message>
        <source>Its file goes to the trash.</source>
        <translation>O arquivo vai para a lixeira.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>“{name}” is in the trash.</source>
        <translation>“{name}” está na lixeira.</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>“{name}” foi excluída.</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Última usada</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>Salvar esta lista…</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>A lista está vazia.</translation>
    </message>
    <message>
        <source>Open a list from a file…</source>
        <translation>Abrir uma lista de um arquivo…</translation>
    </message>
    <message>
        <source>A text file with one class on each line</source>
        <translation>Um arquivo de texto com uma classe em cada linha</translation>
    </message>
    <message>
        <source>Names from a layer…</source>
        <translation>Nomes de uma camada…</translation>
    </message>
    <message>
        <source>Each different value of an attribute becomes a class</source>
        <translation>Cada valor de um atributo vira uma classe</translation>
    </message>
    <message>
        <source>Add to the list instead of replacing it</source>
        <translation>Acrescentar à lista em vez de substituí-la</translation>
    </message>
    <message>
        <source>Either way, Undo brings the list back as it was.</source>
        <translation>Nos dois casos, Desfazer traz a lista de volta como era.</translation>
    </message>
    <message>
        <source>{list}: {names}</source>
        <translation>{list}: {names}</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Conjuntos de dados</translation>
    </message>
    <message>
        <source>Class lists of published data sets</source>
        <translation>Listas de classes de conjuntos de dados publicados</translation>
    </message>
    <message>
        <source>{n} classes</source>
        <translation>{n} classes</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>1 classe</translation>
    </message>
    <message>
        <source>With the published thresholds</source>
        <translation>Com os limiares publicados</translation>
    </message>
    <message>
        <source>They were tuned for each data set with SegEarth-OV.</source>
        <translation>Foram ajustados para cada conjunto de dados com o SegEarth-OV.</translation>
    </message>
    <message>
        <source>They were tuned for SegEarth-OV; the chosen model scores in another way.</source>
        <translation>Foram ajustados para o SegEarth-OV; o modelo escolhido pontua de outro modo.</translation>
    </message>
    <message>
        <source>With the published colours</source>
        <translation>Com as cores publicadas</translation>
    </message>
    <message>
        <source>The colours of the data set instead of AerOSeg's own</source>
        <translation>As cores do conjunto de dados em vez das do AerOSeg</translation>
    </message>
    <message>
        <source>My lists</source>
        <translation>Minhas listas</translation>
    </message>
    <message>
        <source>Rename or delete…</source>
        <translation>Renomear ou excluir…</translation>
    </message>
    <message>
        <source>None yet: make a list and save it with the button beside this one.</source>
        <translation>Nenhuma ainda: faça uma lista e salve-a com o botão ao lado.</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Arquivos recentes</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>e mais {n}</translation>
    </message>
    <message>
        <source>Published threshold: {value}</source>
        <translation>Limiar publicado: {value}</translation>
    </message>
    <message>
        <source>“{file}” is longer than any list of names.</source>
        <translation>“{file}” é mais longo que qualquer lista de nomes.</translation>
    </message>
    <message>
        <source>Choose a text file with one class name on each line.</source>
        <translation>Escolha um arquivo de texto com um nome de classe em cada linha.</translation>
    </message>
    <message>
        <source>it is not a text in UTF-8</source>
        <translation>não é um texto em UTF-8</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be read.</source>
        <translation>A lista de classes “{file}” não pode ser lida.</translation>
    </message>
    <message>
        <source>There is no class name in “{file}”.</source>
        <translation>Não há nenhum nome de classe em “{file}”.</translation>
    </message>
    <message>
        <source>“{file}” holds {n} names, and {most} is the most.</source>
        <translation>“{file}” contém {n} nomes, e {most} é o máximo.</translation>
    </message>
    <message>
        <source>A list needs a name.</source>
        <translation>Uma lista precisa de um nome.</translation>
    </message>
    <message>
        <source>There is a list “{name}” already.</source>
        <translation>Já existe uma lista “{name}”.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Escolha outro nome.</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be written.</source>
        <translation>A lista de classes “{file}” não pode ser gravada.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Escolha outra pasta, ou libere espaço.</translation>
    </message>
    <message>
        <source>“{file}” is no class raster.</source>
        <translation>“{file}” não é um raster de classes.</translation>
    </message>
    <message>
        <source>Its values are not whole numbers.</source>
        <translation>Seus valores não são números inteiros.</translation>
    </message>
    <message>
        <source>Choose the “classes.tif” of a run, or another raster of class numbers.</source>
        <translation>Escolha o “classes.tif” de uma execução, ou outro raster de números de classe.</translation>
    </message>
    <message>
        <source>“{file}” is no score raster.</source>
        <translation>“{file}” não é um raster de pontuações.</translation>
    </message>
    <message>
        <source>Its tags are missing, or its bands do not fit its classes.</source>
        <translation>Faltam suas etiquetas, ou suas bandas não combinam com suas classes.</translation>
    </message>
    <message>
        <source>Choose the unchanged “scores.tif” of a run.</source>
        <translation>Escolha o “scores.tif” inalterado de uma execução.</translation>
    </message>
    <message>
        <source>“{file}” cannot be read.</source>
        <translation>“{file}” não pode ser lido.</translation>
    </message>
    <message>
        <source>It is gone, or no raster that QGIS can open.</source>
        <translation>Ele sumiu, ou não é um raster que o QGIS possa abrir.</translation>
    </message>
    <message>
        <source>Look whether the results folder still exists, or run again.</source>
        <translation>Veja se a pasta de resultados ainda existe, ou execute de novo.</translation>
    </message>
    <message>
        <source>class {n}</source>
        <translation>classe {n}</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Cor da classe</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>Editar linha</translation>
    </message>
    <message>
        <source>Other words, colour, threshold…</source>
        <translation>Outras palavras, cor, limiar…</translation>
    </message>
    <message>
        <source>Alt+Return</source>
        <translation>Alt+Enter</translation>
    </message>
    <message>
        <source>Change colour…</source>
        <translation>Mudar cor…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Copy all names</source>
        <translation>Copiar todos os nomes</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Remover tudo</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Burn edited polygons into the result</source>
        <translation>Gravar polígonos editados no resultado</translation>
    </message>
    <message>
        <source>Polygons whose classes are right; unsaved edits count too</source>
        <translation>Polígonos cujas classes estão certas; edições não salvas também contam</translation>
    </message>
    <message>
        <source>Names the class; “other”, or nothing, takes the class away</source>
        <translation>Dá o nome da classe; “other”, ou nada, tira a classe</translation>
    </message>
    <message>
        <source>Only selected polygons</source>
        <translation>Só polígonos selecionados</translation>
    </message>
    <message>
        <source>What lies in no polygon becomes “other”</source>
        <translation>O que não está em nenhum polígono vira “other”</translation>
    </message>
    <message>
        <source>For an edited layer that holds all polygons of the result: removed ones are removed from the result too</source>
        <translation>Para uma camada editada com todos os polígonos do resultado: os removidos saem também do resultado</translation>
    </message>
    <message>
        <source>Only pixels that change are kept as corrections, and hold at every threshold.</source>
        <translation>Só os pixels que mudam são mantidos como correções, e valem em qualquer limiar.</translation>
    </message>
    <message>
        <source>Burn</source>
        <translation>Gravar</translation>
    </message>
    <message>
        <source>The polygons were not burnt into the result.</source>
        <translation>Os polígonos não foram gravados no resultado.</translation>
    </message>
    <message>
        <source>The field “{field}” holds {names}, and the classes are {classes}.</source>
        <translation>O campo “{field}” contém {names}, e as classes são {classes}.</translation>
    </message>
    <message>
        <source>Choose another field, or correct the names.</source>
        <translation>Escolha outro campo, ou corrija os nomes.</translation>
    </message>
    <message>
        <source>“{layer}” holds no polygon.</source>
        <translation>“{layer}” não contém nenhum polígono.</translation>
    </message>
    <message>
        <source>Draw polygons first, or choose another layer.</source>
        <translation>Desenhe polígonos primeiro, ou escolha outra camada.</translation>
    </message>
    <message>
        <source>AerOSeg: burning polygons</source>
        <translation>AerOSeg: gravando polígonos</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {error}.</source>
        <translation>“{file}” não pode ser gravado: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or make the results folder writable.</source>
        <translation>Libere espaço, ou torne a pasta de resultados gravável.</translation>
    </message>
    <message>
        <source>Stop the run; what is finished is kept, to go on later</source>
        <translation>Parar a execução; o que está pronto é mantido, para continuar depois</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>Há uma execução em andamento.</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Escolha primeiro um modelo.</translation>
    </message>
    <message>
        <source>Segment  ({keys})</source>
        <translation>Segmentar  ({keys})</translation>
    </message>
    <message>
        <source>Find the classes in the image</source>
        <translation>Encontrar as classes na imagem</translation>
    </message>
    <message>
        <source>Add maps of what the model sees in each name, step by step, above the image</source>
        <translation>Acrescentar acima da imagem mapas do que o modelo vê em cada nome, passo a passo</translation>
    </message>
    <message>
        <source>starting the worker</source>
        <translation>iniciando o processo de cálculo</translation>
    </message>
    <message>
        <source>Asked again in {time}.</source>
        <translation>Perguntado de novo em {time}.</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>Pronto em {time}.</translation>
    </message>
    <message>
        <source>Correlation layers in {time}. {names}</source>
        <translation>Camadas de correlação em {time}. {names}</translation>
    </message>
    <message>
        <source>The list has changed; Segment asks again.</source>
        <translation>A lista mudou; “Segmentar” pergunta de novo.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was added to the project.</source>
        <translation>Cancelado. Nada foi acrescentado ao projeto.</translation>
    </message>
    <message>
        <source>AerOSeg</source>
        <translation>AerOSeg</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Undo in the list</source>
        <translation>Desfazer na lista</translation>
    </message>
    <message>
        <source>Redo in the list</source>
        <translation>Refazer na lista</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Listas</translation>
    </message>
    <message>
        <source>Ready lists: general ones, your own, those of data sets</source>
        <translation>Listas prontas: gerais, suas e de conjuntos de dados</translation>
    </message>
    <message>
        <source>Save this list, to take it again from the presets</source>
        <translation>Salvar esta lista, para tomá-la de novo das listas prontas</translation>
    </message>
    <message>
        <source>The names to look for. Double-click to edit, Delete to remove</source>
        <translation>Os nomes a procurar. Duplo clique para editar, Del para remover</translation>
    </message>
    <message>
        <source>Type names below, or take one of these:</source>
        <translation>Digite nomes abaixo, ou use uma destas:</translation>
    </message>
    <message>
        <source>Type a name, Enter adds, commas split</source>
        <translation>Um nome, Enter acrescenta, vírgula separa</translation>
    </message>
    <message>
        <source>Class names, for example: building, road. Other words for the same class go behind a bar: building | house | roof. Several lines can be pasted.</source>
        <translation>Nomes de classes, por exemplo: building, road. Outras palavras para a mesma classe vão atrás de uma barra: building | house | roof. Podem ser coladas várias linhas.</translation>
    </message>
    <message>
        <source>The model that answers. Add your own in the options</source>
        <translation>O modelo que responde. Acrescente o seu nas opções</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Compare with background words</source>
        <translation>Comparar com palavras de fundo</translation>
    </message>
    <message>
        <source>Which words these are: options, Background words</source>
        <translation>Quais são estas palavras: opções, Palavras de fundo</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mais</translation>
    </message>
    <message>
        <source>More to do with the image and the names</source>
        <translation>Mais a fazer com a imagem e os nomes</translation>
    </message>
    <message>
        <source>Show &amp;correlation layers</source>
        <translation>Mostrar camadas de &amp;correlação</translation>
    </message>
    <message>
        <source>&amp;Ask again when the list changes</source>
        <translation>&amp;Perguntar de novo quando a lista mudar</translation>
    </message>
    <message>
        <source>By itself, and only where the image is encoded already: it takes a moment</source>
        <translation>Por si, e só onde a imagem já está codificada: leva um instante</translation>
    </message>
    <message>
        <source>Runs: open, repeat or take over what was run before</source>
        <translation>Execuções: abrir, repetir ou retomar o que já foi calculado</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>Andamento da execução</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>cerca de {size}</translation>
    </message>
    <message>
        <source>“{title}” needs the file {files}, from {host}.</source>
        <translation>“{title}” precisa do arquivo {files}, de {host}.</translation>
    </message>
    <message>
        <source>Nobody states a checksum for it, so it cannot be checked that this first download is what its publisher meant.</source>
        <translation>Ninguém informa uma soma de verificação, por isso não se pode conferir se este primeiro download é o que seu editor quis.</translation>
    </message>
    <message>
        <source>AerOSeg reads the file as data and never runs anything in it. Its checksum is remembered, and later downloads must be the same.</source>
        <translation>O AerOSeg lê o arquivo como dados e nunca executa nada nele. Sua soma de verificação é lembrada, e downloads posteriores devem ser iguais.</translation>
    </message>
    <message>
        <source>Terms of use: {licence}.</source>
        <translation>Termos de uso: {licence}.</translation>
    </message>
    <message>
        <source>Fetch the weights of this model</source>
        <translation>Buscar os pesos deste modelo</translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation>Tenho os arquivos…</translation>
    </message>
    <message>
        <source>Use weights that are on this computer already; the files stay where they are</source>
        <translation>Usar pesos que já estão neste computador; os arquivos ficam onde estão</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>Andamento do download</translation>
    </message>
    <message>
        <source>Pause download</source>
        <translation>Pausar o download</translation>
    </message>
    <message>
        <source>Stop; what has come is kept, and the next download goes on</source>
        <translation>Parar; o que chegou é mantido, e o próximo download continua</translation>
    </message>
    <message>
        <source>“{title}” is being downloaded.</source>
        <translation>“{title}” está sendo baixado.</translation>
    </message>
    <message>
        <source>Download, {size}</source>
        <translation>Baixar, {size}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Baixar</translation>
    </message>
    <message>
        <source>Go on with the download ({share} here)</source>
        <translation>Continuar o download ({share} já está aqui)</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Montar</translation>
    </message>
    <message>
        <source>Another model is being downloaded; this one can follow.</source>
        <translation>Outro modelo está sendo baixado; este pode vir depois.</translation>
    </message>
    <message>
        <source>The weights of this model are public and not on this computer yet.</source>
        <translation>Os pesos deste modelo são públicos e ainda não estão neste computador.</translation>
    </message>
    <message>
        <source>Terms: {licence}.</source>
        <translation>Termos: {licence}.</translation>
    </message>
    <message>
        <source>Download a file that cannot be checked?</source>
        <translation>Baixar um arquivo que não pode ser conferido?</translation>
    </message>
    <message>
        <source>Choose the published files</source>
        <translation>Escolher os arquivos publicados</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>Pesos ({patterns})</translation>
    </message>
    <message>
        <source>{file}, from {page}</source>
        <translation>{file}, de {page}</translation>
    </message>
    <message>
        <source>Without a network, put these into {folder}</source>
        <translation>Sem rede, ponha-os em {folder}</translation>
    </message>
    <message>
        <source>The files are here; the model is made of them</source>
        <translation>Os arquivos estão aqui; o modelo é feito deles</translation>
    </message>
    <message>
        <source>{build}: {download} to download, {disk} on disk</source>
        <translation>{build}: {download} para baixar, {disk} no disco</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Processador (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>GPU NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>GPU Apple (MPS)</translation>
    </message>
    <message>
        <source>This Mac's GPU computes several times faster.</source>
        <translation>A GPU deste Mac calcula várias vezes mais rápido.</translation>
    </message>
    <message>
        <source>“{gpu}” computes many times faster than the processor.</source>
        <translation>“{gpu}” calcula muitas vezes mais rápido que o processador.</translation>
    </message>
    <message>
        <source>No NVIDIA GPU was found on this computer.</source>
        <translation>Nenhuma GPU NVIDIA foi encontrada neste computador.</translation>
    </message>
    <message>
        <source>The driver {driver} of “{gpu}” is too old for CUDA: {oldest} is needed.</source>
        <translation>O driver {driver} de “{gpu}” é antigo demais para CUDA: é preciso {oldest}.</translation>
    </message>
    <message>
        <source>Smaller, and slower.</source>
        <translation>Menor, e mais lento.</translation>
    </message>
    <message>
        <source>The AerOSeg worker cannot be started.</source>
        <translation>O processo de cálculo do AerOSeg não pode ser iniciado.</translation>
    </message>
    <message>
        <source>Its Python “{path}” does not exist any more.</source>
        <translation>Seu Python “{path}” não existe mais.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Environment tab.</source>
        <translation>Escolha outro nas opções do AerOSeg, aba Ambiente.</translation>
    </message>
    <message>
        <source>This Python was not checked.</source>
        <translation>Este Python não foi verificado.</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>Não há arquivo “{path}”.</translation>
    </message>
    <message>
        <source>Choose the program file, for example “.venv/bin/python”.</source>
        <translation>Escolha o arquivo do programa, por exemplo “.venv/bin/python”.</translation>
    </message>
    <message>
        <source>The worker gave an answer that does not fit.</source>
        <translation>A resposta do processo de cálculo não serve.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet.</source>
        <translation>O AerOSeg ainda não tem Python para seu modelo.</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS.</source>
        <translation>O modelo roda em um Python próprio, com PyTorch, separado do QGIS.</translation>
    </message>
    <message>
        <source>Click “Install”, or choose an existing Python with PyTorch.</source>
        <translation>Clique em “Instalar”, ou escolha um Python existente com PyTorch.</translation>
    </message>
    <message>
        <source>A package was not found.</source>
        <translation>Um pacote não foi encontrado.</translation>
    </message>
    <message>
        <source>Choose another folder of packages, or leave it empty to use the network.</source>
        <translation>Escolha outra pasta de pacotes, ou deixe-a vazia para usar a rede.</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>Verificando {file}</translation>
    </message>
    <message>
        <source>A downloaded package was refused.</source>
        <translation>Um pacote baixado foi recusado.</translation>
    </message>
    <message>
        <source>“{file}” is not the file that the package index lists.</source>
        <translation>“{file}” não é o arquivo que o índice de pacotes lista.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something on the way changes files.</source>
        <translation>Tente de novo; se continuar assim, algo muda os arquivos no caminho.</translation>
    </message>
    <message>
        <source>The packages were not downloaded completely.</source>
        <translation>Os pacotes não foram baixados por completo.</translation>
    </message>
    <message>
        <source>“{file}” could not be fetched from {host}: {why}.</source>
        <translation>“{file}” não pôde ser buscado de {host}: {why}.</translation>
    </message>
    <message>
        <source>What has come is kept. Look after the network and try again; it then goes on.</source>
        <translation>O que chegou é mantido. Verifique a rede e tente de novo; então continua.</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}” ({free} are free).</source>
        <translation>Não há mais espaço em “{folder}” ({free} livres).</translation>
    </message>
    <message>
        <source>Make room, or choose another folder in the options, Environment tab.</source>
        <translation>Abra espaço, ou escolha outra pasta nas opções, aba Ambiente.</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>“{folder}” não pode ser gravada: {error}.</translation>
    </message>
    <message>
        <source>Choose another folder in the options, Environment tab.</source>
        <translation>Escolha outra pasta nas opções, aba Ambiente.</translation>
    </message>
    <message>
        <source>The environment was not made, and nothing of it was kept.</source>
        <translation>O ambiente não foi criado, e nada dele foi mantido.</translation>
    </message>
    <message>
        <source>preparing the installer</source>
        <translation>preparando a instalação</translation>
    </message>
    <message>
        <source>making the environment</source>
        <translation>criando o ambiente</translation>
    </message>
    <message>
        <source>The environment was not made.</source>
        <translation>O ambiente não foi criado.</translation>
    </message>
    <message>
        <source>“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.</source>
        <translation>“{path}” não é um Python 3.10 a 3.14 (64 bits) que funcione aqui.</translation>
    </message>
    <message>
        <source>Choose another one, or leave the field empty.</source>
        <translation>Escolha outro, ou deixe o campo vazio.</translation>
    </message>
    <message>
        <source>comparing with what is here</source>
        <translation>comparando com o que há</translation>
    </message>
    <message>
        <source>Looking at the packages</source>
        <translation>Examinando os pacotes</translation>
    </message>
    <message>
        <source>installing {n} packages</source>
        <translation>instalando {n} pacotes</translation>
    </message>
    <message>
        <source>choosing the packages</source>
        <translation>escolhendo os pacotes</translation>
    </message>
    <message>
        <source>waiting for your answer</source>
        <translation>esperando sua resposta</translation>
    </message>
    <message>
        <source>fetching and installing the packages</source>
        <translation>buscando e instalando os pacotes</translation>
    </message>
    <message>
        <source>It needs {needed} in “{folder}”, and {free} are free.</source>
        <translation>Ele precisa de {needed} em “{folder}”, e {free} estão livres.</translation>
    </message>
    <message>
        <source>downloading, {done} of {total}</source>
        <translation>baixando, {done} de {total}</translation>
    </message>
    <message>
        <source>The environment was not changed as asked.</source>
        <translation>O ambiente não foi alterado como pedido.</translation>
    </message>
    <message>
        <source>The installer met an error that it does not know: {error}.</source>
        <translation>A instalação encontrou um erro que não conhece: {error}.</translation>
    </message>
    <message>
        <source>The log has the details; report them with “Copy diagnostics”.</source>
        <translation>O registro tem os detalhes; relate-os com “Copiar diagnóstico”.</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>começando</translation>
    </message>
    <message>
        <source>The environment was not changed.</source>
        <translation>O ambiente não foi alterado.</translation>
    </message>
    <message>
        <source>Another QGIS is installing into “{folder}”.</source>
        <translation>Outro QGIS está instalando em “{folder}”.</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>Espere que termine e tente de novo.</translation>
    </message>
    <message>
        <source>looking at every file</source>
        <translation>examinando cada arquivo</translation>
    </message>
    <message>
        <source>loading the libraries</source>
        <translation>carregando as bibliotecas</translation>
    </message>
    <message>
        <source>segmenting a tile</source>
        <translation>segmentando um bloco</translation>
    </message>
    <message>
        <source>removing the environment</source>
        <translation>removendo o ambiente</translation>
    </message>
    <message>
        <source>Removing the environment</source>
        <translation>Removendo o ambiente</translation>
    </message>
    <message>
        <source>“{package}” lacks its file “{file}”, or it was changed.</source>
        <translation>Falta a “{package}” seu arquivo “{file}”, ou ele foi alterado.</translation>
    </message>
    <message>
        <source>{n} files of {names} are missing or were changed, “{file}” among them.</source>
        <translation>{n} arquivos de {names} faltam ou foram alterados, entre eles “{file}”.</translation>
    </message>
    <message>
        <source>The environment is damaged.</source>
        <translation>O ambiente está danificado.</translation>
    </message>
    <message>
        <source>Click “Repair”: only what is damaged is fetched again.</source>
        <translation>Clique em “Reparar”: só o que está danificado é buscado de novo.</translation>
    </message>
    <message>
        <source>There is no Python in “{folder}”.</source>
        <translation>Não há Python em “{folder}”.</translation>
    </message>
    <message>
        <source>Click “Repair” to make it anew.</source>
        <translation>Clique em “Reparar” para refazê-lo.</translation>
    </message>
    <message>
        <source>{build}, PyTorch {torch}, Python {python}, {size}</source>
        <translation>{build}, PyTorch {torch}, Python {python}, {size}</translation>
    </message>
    <message>
        <source>No Python {oldest} to {newest} was found here, and none could be fetched.</source>
        <translation>Nenhum Python {oldest} a {newest} foi encontrado aqui, e nenhum pôde ser buscado.</translation>
    </message>
    <message>
        <source>Install a Python from your system's packages or python.org, then try again.</source>
        <translation>Instale um Python dos pacotes do seu sistema ou de python.org e tente de novo.</translation>
    </message>
    <message>
        <source>The packages could not be chosen.</source>
        <translation>Os pacotes não puderam ser escolhidos.</translation>
    </message>
    <message>
        <source>The installer's answer was not understood: {error}.</source>
        <translation>A resposta do instalador não foi entendida: {error}.</translation>
    </message>
    <message>
        <source>Update AerOSeg, and report this with “Copy diagnostics”.</source>
        <translation>Atualize o AerOSeg, e relate isto com “Copiar diagnóstico”.</translation>
    </message>
    <message>
        <source>The installer “uv” could not be fetched, and no Python with “venv” was found.</source>
        <translation>O instalador “uv” não pôde ser buscado, e nenhum Python com “venv” foi encontrado.</translation>
    </message>
    <message>
        <source>Connect to the network, put a file “uv-….whl” into the folder of packages, or install Python (on Debian and Ubuntu the package python3-venv).</source>
        <translation>Conecte-se à rede, ponha um arquivo “uv-….whl” na pasta de pacotes, ou instale o Python (no Debian e Ubuntu o pacote python3-venv).</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}”.</source>
        <translation>Não há mais espaço em “{folder}”.</translation>
    </message>
    <message>
        <source>The folder of packages is not complete.</source>
        <translation>A pasta de pacotes não está completa.</translation>
    </message>
    <message>
        <source>“{name}” is missing in it, or does not fit this Python.</source>
        <translation>Falta “{name}” nela, ou não serve para este Python.</translation>
    </message>
    <message>
        <source>Fill the folder as docs/install.md says, on a computer of the same kind.</source>
        <translation>Encha a pasta como diz docs/install.md, em um computador do mesmo tipo.</translation>
    </message>
    <message>
        <source>The packages were not downloaded.</source>
        <translation>Os pacotes não foram baixados.</translation>
    </message>
    <message>
        <source>The package index could not be reached.</source>
        <translation>Não foi possível alcançar o índice de pacotes.</translation>
    </message>
    <message>
        <source>Look after the network and QGIS's proxy settings, then try again.</source>
        <translation>Verifique a rede e o proxy nas configurações do QGIS e tente de novo.</translation>
    </message>
    <message>
        <source>The packages were not installed.</source>
        <translation>Os pacotes não foram instalados.</translation>
    </message>
    <message>
        <source>The installer said: {line}</source>
        <translation>O instalador disse: {line}</translation>
    </message>
    <message>
        <source>fetching the installer “uv”</source>
        <translation>buscando o instalador “uv”</translation>
    </message>
    <message>
        <source>The libraries do not load.</source>
        <translation>As bibliotecas não carregam.</translation>
    </message>
    <message>
        <source>The model does not run in it.</source>
        <translation>O modelo não roda nele.</translation>
    </message>
    <message>
        <source>The environment does not work.</source>
        <translation>O ambiente não funciona.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, report it with “Copy diagnostics”.</source>
        <translation>Tente de novo; se continuar assim, relate com “Copiar diagnóstico”.</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS. It is made here, in a folder of yours, and QGIS's own Python is never changed.</source>
        <translation>O modelo roda em um Python próprio, com PyTorch, separado do QGIS. Ele é criado aqui, em uma pasta sua, e o Python do QGIS nunca é alterado.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Copiar diagnóstico</translation>
    </message>
    <message>
        <source>Copy versions, device, environment and the last log lines, without your paths</source>
        <translation>Copiar versões, dispositivo, ambiente e as últimas linhas do registro, sem seus caminhos</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este computador</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>Espaço livre em disco</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>examinando…</translation>
    </message>
    <message>
        <source>Environment for the model</source>
        <translation>Ambiente do modelo</translation>
    </message>
    <message>
        <source>Which build of PyTorch; the recommended one is first</source>
        <translation>Qual variante do PyTorch; a recomendada vem primeiro</translation>
    </message>
    <message>
        <source>Choose the folder of the environment</source>
        <translation>Escolher a pasta do ambiente</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: a folder of your own</source>
        <translation>Onde fica o ambiente; vazio: uma pasta sua</translation>
    </message>
    <message>
        <source>Choose the folder of packages</source>
        <translation>Escolher a pasta de pacotes</translation>
    </message>
    <message>
        <source>For a computer without network: a folder of package files (.whl). Else empty</source>
        <translation>Para um computador sem rede: uma pasta de arquivos de pacotes (.whl). Senão vazio</translation>
    </message>
    <message>
        <source>from the network</source>
        <translation>da rede</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Pasta</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pacotes</translation>
    </message>
    <message>
        <source>Fetch the packages and put them into the folder</source>
        <translation>Buscar os pacotes e pô-los na pasta</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Verificar</translation>
    </message>
    <message>
        <source>Look at every file, load the libraries, segment a tile</source>
        <translation>Examinar cada arquivo, carregar as bibliotecas, segmentar um bloco</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Remover…</translation>
    </message>
    <message>
        <source>Remove the environment and all that was fetched for it</source>
        <translation>Remover o ambiente e tudo o que foi buscado para ele</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>What the installer said</source>
        <translation>O que o instalador disse</translation>
    </message>
    <message>
        <source>Use an existing Python instead</source>
        <translation>Usar em vez disso um Python existente</translation>
    </message>
    <message>
        <source>Choose a Python</source>
        <translation>Escolher um Python</translation>
    </message>
    <message>
        <source>The Python program for the model; empty: found by itself</source>
        <translation>O programa Python para o modelo; vazio: encontrado por si</translation>
    </message>
    <message>
        <source>Start the worker with this Python and let it load its libraries</source>
        <translation>Iniciar o processo de cálculo com este Python e fazê-lo carregar suas bibliotecas</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <source>Install again</source>
        <translation>Instalar de novo</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Atualizar</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>PyTorch has no build for this computer.</source>
        <translation>O PyTorch não tem variante para este computador.</translation>
    </message>
    <message>
        <source>Not made yet. {size} are here from the last try.</source>
        <translation>Ainda não criado. {size} estão aqui da última tentativa.</translation>
    </message>
    <message>
        <source>Not made yet.</source>
        <translation>Ainda não criado.</translation>
    </message>
    <message>
        <source>The environment is damaged. Click “Repair”.</source>
        <translation>O ambiente está danificado. Clique em “Reparar”.</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Click “Update”. Now: {what}.</source>
        <translation>O AerOSeg é mais novo que seus pacotes. Clique em “Atualizar”. Agora: {what}.</translation>
    </message>
    <message>
        <source>Ready: {what}.</source>
        <translation>Pronto: {what}.</translation>
    </message>
    <message>
        <source>no GPU that PyTorch can use was found</source>
        <translation>nenhuma GPU que o PyTorch possa usar foi encontrada</translation>
    </message>
    <message>
        <source>{name}, driver {driver}, {memory}</source>
        <translation>{name}, driver {driver}, {memory}</translation>
    </message>
    <message>
        <source>none that fits; one is fetched, 30 MB</source>
        <translation>nenhum que sirva; um é buscado, 30 MB</translation>
    </message>
    <message>
        <source>{build} (recommended)</source>
        <translation>{build} (recomendado)</translation>
    </message>
    <message>
        <source>Remove the environment?</source>
        <translation>Remover o ambiente?</translation>
    </message>
    <message>
        <source>{size} in “{folder}” are removed. Models, results and settings stay.</source>
        <translation>{size} em “{folder}” são removidos. Modelos, resultados e configurações ficam.</translation>
    </message>
    <message>
        <source>Copied. Paste it into your report.</source>
        <translation>Copiado. Cole em seu relato.</translation>
    </message>
    <message>
        <source>Checking, which takes some seconds…</source>
        <translation>Verificando, leva alguns segundos…</translation>
    </message>
    <message>
        <source>This Python works. Device: {name} ({why}). {libraries}.</source>
        <translation>Este Python funciona. Dispositivo: {name} ({why}). {libraries}.</translation>
    </message>
    <message>
        <source>The picture of “{name}” could not be written.</source>
        <translation>A imagem de “{name}” não pôde ser gravada.</translation>
    </message>
    <message>
        <source>The folder “{folder}” gave an error: {error}.</source>
        <translation>A pasta “{folder}” deu um erro: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or choose another results folder in the options.</source>
        <translation>Libere espaço, ou escolha outra pasta de resultados nas opções.</translation>
    </message>
    <message>
        <source>Some pictures of “{name}” did not come; those places have no result. {why}</source>
        <translation>Algumas imagens de “{name}” não vieram; esses lugares não têm resultado. {why}</translation>
    </message>
    <message>
        <source>“{name}” gave an empty picture.</source>
        <translation>“{name}” deu uma imagem vazia.</translation>
    </message>
    <message>
        <source>Its server sent nothing for this area, or cannot be reached.</source>
        <translation>O servidor nada enviou para esta área, ou não pode ser alcançado.</translation>
    </message>
    <message>
        <source>Check that the map shows the layer here, then run again.</source>
        <translation>Verifique se o mapa mostra a camada aqui e execute de novo.</translation>
    </message>
    <message>
        <source>“{name}” has no pixels in this area.</source>
        <translation>“{name}” não tem pixels nesta área.</translation>
    </message>
    <message>
        <source>Everything here is transparent or nodata.</source>
        <translation>Tudo aqui é transparente ou sem dados.</translation>
    </message>
    <message>
        <source>Move the map to where the image is.</source>
        <translation>Mova o mapa para onde está a imagem.</translation>
    </message>
    <message>
        <source>AerOSeg: reading “{name}”</source>
        <translation>AerOSeg: lendo “{name}”</translation>
    </message>
    <message>
        <source>The places cannot be brought to the coordinates of the image.</source>
        <translation>Os lugares não podem ser levados às coordenadas da imagem.</translation>
    </message>
    <message>
        <source>Check the coordinate systems of both layers.</source>
        <translation>Verifique os sistemas de coordenadas das duas camadas.</translation>
    </message>
    <message>
        <source>The places could not be handed to the model.</source>
        <translation>Os lugares não puderam ser passados ao modelo.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>“{path}” não pode ser gravado: {error}.</translation>
    </message>
    <message>
        <source>Free some space on the disk of the temporary folder.</source>
        <translation>Libere espaço no disco da pasta temporária.</translation>
    </message>
    <message>
        <source>The figures of the result cannot be counted.</source>
        <translation>Os números do resultado não podem ser contados.</translation>
    </message>
    <message>
        <source>AerOSeg: counting the result</source>
        <translation>AerOSeg: contando o resultado</translation>
    </message>
    <message>
        <source>AerOSeg help</source>
        <translation>Ajuda do AerOSeg</translation>
    </message>
    <message>
        <source>The page “{page}” did not come with this installation.</source>
        <translation>A página “{page}” não veio com esta instalação.</translation>
    </message>
    <message>
        <source>Correlation: {image}, {names}</source>
        <translation>Correlação: {image}, {names}</translation>
    </message>
    <message>
        <source>The maps were not added.</source>
        <translation>Os mapas não foram acrescentados.</translation>
    </message>
    <message>
        <source>QGIS cannot read “{path}”.</source>
        <translation>O QGIS não pode ler “{path}”.</translation>
    </message>
    <message>
        <source>Try again; if it repeats, look at the log.</source>
        <translation>Tente de novo; se repetir, veja o registro.</translation>
    </message>
    <message>
        <source>{title} of “{name}”. {meaning} File: {file}.</source>
        <translation>{title} de “{name}”. {meaning} Arquivo: {file}.</translation>
    </message>
    <message>
        <source>Cosine of picture and name. What follows may read either sign: with the built-in model low means a match.</source>
        <translation>Cosseno de imagem e nome. O que segue pode ler os dois sinais: com o modelo incluído, baixo significa acerto.</translation>
    </message>
    <message>
        <source>Score of the class, from 0 to 1.</source>
        <translation>Pontuação da classe, de 0 a 1.</translation>
    </message>
    <message>
        <source>High means more of this class to the decoder.</source>
        <translation>Alto significa mais desta classe para o decodificador.</translation>
    </message>
    <message>
        <source>Make the environment for the model</source>
        <translation>Criar o ambiente do modelo</translation>
    </message>
    <message>
        <source>More choices…</source>
        <translation>Mais opções…</translation>
    </message>
    <message>
        <source>Other builds, another folder, a computer without network: options, Environment</source>
        <translation>Outras variantes, outra pasta, um computador sem rede: opções, Ambiente</translation>
    </message>
    <message>
        <source>Use an existing Python…</source>
        <translation>Usar um Python existente…</translation>
    </message>
    <message>
        <source>Choose a Python that has PyTorch and the other packages</source>
        <translation>Escolher um Python que tenha o PyTorch e os outros pacotes</translation>
    </message>
    <message>
        <source>Install ({size})</source>
        <translation>Instalar ({size})</translation>
    </message>
    <message>
        <source>The environment for the model is being made. You can go on working.</source>
        <translation>O ambiente do modelo está sendo criado. Você pode continuar trabalhando.</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Update them: only what changed is fetched.</source>
        <translation>O AerOSeg é mais novo que seus pacotes. Atualize-os: só o que mudou é buscado.</translation>
    </message>
    <message>
        <source>The environment for the model is damaged. Repair it.</source>
        <translation>O ambiente do modelo está danificado. Repare-o.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. Looking at this computer…</source>
        <translation>O AerOSeg ainda não tem Python para seu modelo. Examinando este computador…</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet, and PyTorch has no build for this computer. Choose an existing Python with PyTorch if you have one.</source>
        <translation>O AerOSeg ainda não tem Python para seu modelo, e o PyTorch não tem variante para este computador. Escolha um Python existente com PyTorch se tiver um.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. It needs PyTorch, once, in a folder of its own: {download} to download, {disk} on disk. QGIS's own Python is not touched.</source>
        <translation>O AerOSeg ainda não tem Python para seu modelo. Ele precisa do PyTorch, uma vez, em uma pasta própria: {download} para baixar, {disk} no disco. O Python do QGIS não é tocado.</translation>
    </message>
    <message>
        <source>{size} are here from the last try.</source>
        <translation>{size} estão aqui da última tentativa.</translation>
    </message>
    <message>
        <source>How far the installation is</source>
        <translation>Andamento da instalação</translation>
    </message>
    <message>
        <source>Stop; what was downloaded is kept, and the next try goes on</source>
        <translation>Parar; o que foi baixado é mantido, e a próxima tentativa continua</translation>
    </message>
    <message>
        <source>A larger download than expected</source>
        <translation>Um download maior que o esperado</translation>
    </message>
    <message>
        <source>The build that was proposed cannot be had from here. The package index offers another one, of {size}.</source>
        <translation>A variante proposta não pode ser obtida daqui. O índice de pacotes oferece outra, de {size}.</translation>
    </message>
    <message>
        <source>It works as well, but takes more time and more disk space.</source>
        <translation>Ela funciona igual, mas leva mais tempo e mais espaço em disco.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Baixar {size}</translation>
    </message>
    <message>
        <source>AerOSeg: a large area</source>
        <translation>AerOSeg: uma área grande</translation>
    </message>
    <message>
        <source>This area is {size} at {gsd} per pixel.</source>
        <translation>Esta área tem {size} a {gsd} por pixel.</translation>
    </message>
    <message>
        <source>Use {gsd}</source>
        <translation>Usar {gsd}</translation>
    </message>
    <message>
        <source>Run it all</source>
        <translation>Calcular tudo</translation>
    </message>
    <message>
        <source>It has {tiles} tiles; it takes {time} on this computer and up to {disk} on disk.</source>
        <translation>Ela tem {tiles} blocos; leva {time} neste computador e até {disk} no disco.</translation>
    </message>
    <message>
        <source>It asks the server for {n} map tiles, {rate} a second at most.</source>
        <translation>Pede ao servidor {n} blocos de mapa, {rate} por segundo no máximo.</translation>
    </message>
    <message>
        <source>That is {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>São {n} blocos de mapa do servidor, mais do que é decente pedir.</translation>
    </message>
    <message>
        <source>Zoom in for a smaller area.</source>
        <translation>Aproxime para uma área menor.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but the model was made for {made} and may find little. Zooming in is better.</source>
        <translation>A {gsd} por pixel leva {time}, mas o modelo foi feito para {made} e pode encontrar pouco. É melhor aproximar.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but small things may be missed. Zooming in keeps them.</source>
        <translation>A {gsd} por pixel leva {time}, mas coisas pequenas podem se perder. Aproximar as mantém.</translation>
    </message>
    <message>
        <source>&amp;Teach a word…</source>
        <translation>&amp;Ensinar uma palavra…</translation>
    </message>
    <message>
        <source>Show in a few places what a word means, known or not</source>
        <translation>Mostrar em alguns lugares o que uma palavra significa, conhecida ou não</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>&amp;Calibrar…</translation>
    </message>
    <message>
        <source>Fit the thresholds of the classes on polygons of which you know them</source>
        <translation>Ajustar os limiares das classes com polígonos cuja classe você conhece</translation>
    </message>
    <message>
        <source>A word is being taught already.</source>
        <translation>Uma palavra já está sendo ensinada.</translation>
    </message>
    <message>
        <source>Choose a model that is ready first.</source>
        <translation>Escolha primeiro um modelo que esteja pronto.</translation>
    </message>
    <message>
        <source>Words cannot be taught to this kind of model.</source>
        <translation>A este tipo de modelo não se podem ensinar palavras.</translation>
    </message>
    <message>
        <source>Teach this word…</source>
        <translation>Ensinar esta palavra…</translation>
    </message>
    <message>
        <source>Show in a few places what the word means</source>
        <translation>Mostrar em alguns lugares o que a palavra significa</translation>
    </message>
    <message>
        <source>Forget what was taught</source>
        <translation>Esquecer o que foi ensinado</translation>
    </message>
    <message>
        <source>“{name}” is kept: from now on it means what you showed.</source>
        <translation>“{name}” é mantido: de agora em diante significa o que você mostrou.</translation>
    </message>
    <message>
        <source>What was learned is discarded.</source>
        <translation>O que foi aprendido foi descartado.</translation>
    </message>
    <message>
        <source>Forget a word</source>
        <translation>Esquecer uma palavra</translation>
    </message>
    <message>
        <source>Forget what “{name}” was taught from {n} places? This cannot be undone.</source>
        <translation>Esquecer o que “{name}” aprendeu de {n} lugares? Não pode ser desfeito.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Esquecer</translation>
    </message>
    <message>
        <source>{n} classes of the list were changed.</source>
        <translation>{n} classes da lista foram alteradas.</translation>
    </message>
    <message>
        <source>One class of the list was changed.</source>
        <translation>Uma classe da lista foi alterada.</translation>
    </message>
    <message>
        <source>“{name}” is not known to the model “{model}” and gets no pixel.</source>
        <translation>O modelo “{model}” não conhece “{name}”, que não recebe nenhum pixel.</translation>
    </message>
    <message>
        <source>{n} names are not known to the model “{model}” and get no pixel. Point at one to see which models know it.</source>
        <translation>O modelo “{model}” não conhece {n} nomes, que não recebem nenhum pixel. Aponte para um para ver quais modelos o conhecem.</translation>
    </message>
    <message>
        <source>Without background words each pixel gets one of your names. Switch them on, or add “background” to the list.</source>
        <translation>Sem palavras de fundo, cada pixel recebe um dos seus nomes. Ative-as, ou acrescente “background” à lista.</translation>
    </message>
    <message>
        <source>“{file}” cannot be written.</source>
        <translation>“{file}” não pode ser gravado.</translation>
    </message>
    <message>
        <source>{name} (not known to this model)</source>
        <translation>{name} (desconhecido deste modelo)</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>incerto</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>certo</translation>
    </message>
    <message>
        <source>One more model…</source>
        <translation>Mais um modelo…</translation>
    </message>
    <message>
        <source>{n} more models…</source>
        <translation>Mais {n} modelos…</translation>
    </message>
    <message>
        <source>Models whose weights are not here, and how to get them: options, Models</source>
        <translation>Modelos cujos pesos não estão aqui, e como obtê-los: opções, Modelos</translation>
    </message>
    <message>
        <source>looking for models…</source>
        <translation>procurando modelos…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>nenhum modelo</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>pronto</translation>
    </message>
    <message>
        <source>needs download</source>
        <translation>falta baixar</translation>
    </message>
    <message>
        <source>needs weights</source>
        <translation>faltam os pesos</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>com defeito</translation>
    </message>
    <message>
        <source>State: {state}. {reason}</source>
        <translation>Estado: {state}. {reason}</translation>
    </message>
    <message>
        <source>Names: any (open vocabulary)</source>
        <translation>Nomes: quaisquer (vocabulário aberto)</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} e mais {n}</translation>
    </message>
    <message>
        <source>Names ({n}): {names}</source>
        <translation>Nomes ({n}): {names}</translation>
    </message>
    <message>
        <source>Works best at {gsd} per pixel; tiles of {tile} px</source>
        <translation>Funciona melhor a {gsd} por pixel; blocos de {tile} px</translation>
    </message>
    <message>
        <source>Needs: {needs}</source>
        <translation>Precisa: {needs}</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nada mais</translation>
    </message>
    <message>
        <source>Size: {size}</source>
        <translation>Tamanho: {size}</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Licença: {licence}</translation>
    </message>
    <message>
        <source>Credit: {credit}</source>
        <translation>Crédito: {credit}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>Arquivo: {path}</translation>
    </message>
    <message>
        <source>Models that Segment can use. A fine-tuned checkpoint of your own is one .safetensors file, made by the training scripts that come with AerOSeg.</source>
        <translation>Modelos que podem ser usados para segmentar. Um checkpoint próprio e ajustado é um arquivo .safetensors, feito pelos scripts de treino que vêm com o AerOSeg.</translation>
    </message>
    <message>
        <source>What the chosen model is</source>
        <translation>O que é o modelo escolhido</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licença</translation>
    </message>
    <message>
        <source>Models that ship with AerOSeg, and yours</source>
        <translation>Modelos que vêm com o AerOSeg, e os seus</translation>
    </message>
    <message>
        <source>Add checkpoint…</source>
        <translation>Acrescentar checkpoint…</translation>
    </message>
    <message>
        <source>Choose a .safetensors file; it is looked into before it is added</source>
        <translation>Escolha um arquivo .safetensors; ele é examinado antes de ser acrescentado</translation>
    </message>
    <message>
        <source>Take the checkpoint off this list; the file stays</source>
        <translation>Tirar o checkpoint desta lista; o arquivo fica</translation>
    </message>
    <message>
        <source>Check file</source>
        <translation>Verificar arquivo</translation>
    </message>
    <message>
        <source>Read the whole file, and compare it with what is known of it</source>
        <translation>Ler o arquivo inteiro, e compará-lo com o que se sabe dele</translation>
    </message>
    <message>
        <source>Show the chosen model's file in the file manager</source>
        <translation>Mostrar o arquivo do modelo escolhido no gerenciador de arquivos</translation>
    </message>
    <message>
        <source>Choose the folder of models</source>
        <translation>Escolher a pasta de modelos</translation>
    </message>
    <message>
        <source>Where downloaded models are kept, up to some GB; empty: a folder of your own</source>
        <translation>Onde ficam os modelos baixados, até alguns GB; vazio: uma pasta sua</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>Remove what names mean to a model, and downloads that were cut; both come again</source>
        <translation>Remover o que os nomes significam para um modelo e downloads cortados; ambos voltam</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Pasta de modelos</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Choose a checkpoint</source>
        <translation>Escolher um checkpoint</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors)</source>
        <translation>Checkpoints (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos os arquivos (*)</translation>
    </message>
    <message>
        <source>This checkpoint is in the list already.</source>
        <translation>Este checkpoint já está na lista.</translation>
    </message>
    <message>
        <source>Looking into “{path}”…</source>
        <translation>Examinando “{path}”…</translation>
    </message>
    <message>
        <source>“{title}” was looked into and joins the list with OK.</source>
        <translation>“{title}” foi examinado e entra na lista com OK.</translation>
    </message>
    <message>
        <source>The checkpoint leaves the list with OK; the file stays.</source>
        <translation>O checkpoint sai da lista com OK; o arquivo fica.</translation>
    </message>
    <message>
        <source>Reading “{title}”…</source>
        <translation>Lendo “{title}”…</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>Lendo {file}</translation>
    </message>
    <message>
        <source>“{title}” is not the file that is listed: its checksum is another one.</source>
        <translation>“{title}” não é o arquivo listado: sua soma de verificação é outra.</translation>
    </message>
    <message>
        <source>“{title}” can be read to its end. SHA-256: {digest}</source>
        <translation>“{title}” pode ser lido até o fim. SHA-256: {digest}</translation>
    </message>
    <message>
        <source>{size}: meanings of names, downloads that were cut</source>
        <translation>{size}: significados de nomes, downloads cortados</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vazio</translation>
    </message>
    <message>
        <source>{size} were removed.</source>
        <translation>{size} foram removidos.</translation>
    </message>
    <message>
        <source>Class names from a layer</source>
        <translation>Nomes de classes de uma camada</translation>
    </message>
    <message>
        <source>A layer with the names as an attribute</source>
        <translation>Uma camada com os nomes como atributo</translation>
    </message>
    <message>
        <source>Each different value becomes a class</source>
        <translation>Cada valor vira uma classe</translation>
    </message>
    <message>
        <source>With the colours of its symbols</source>
        <translation>Com as cores dos seus símbolos</translation>
    </message>
    <message>
        <source>Take the names</source>
        <translation>Usar os nomes</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>{n} names: {names}</source>
        <translation>{n} nomes: {names}</translation>
    </message>
    <message>
        <source>There is no vector layer in the project.</source>
        <translation>Não há camada vetorial no projeto.</translation>
    </message>
    <message>
        <source>This field holds no text. Choose another one.</source>
        <translation>Este campo não contém texto. Escolha outro.</translation>
    </message>
    <message>
        <source>{text} These are many: is it the right field?</source>
        <translation>{text} São muitos: é o campo certo?</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avançado</translation>
    </message>
    <message>
        <source>Background words</source>
        <translation>Palavras de fundo</translation>
    </message>
    <message>
        <source>Each run gets a new folder with the class raster, its style, the scores and the record of the run. Nothing that exists is overwritten.</source>
        <translation>Cada execução recebe uma pasta nova com o raster de classes, seu estilo, as pontuações e o registro da execução. Nada existente é sobrescrito.</translation>
    </message>
    <message>
        <source>Choose the results folder</source>
        <translation>Escolher a pasta de resultados</translation>
    </message>
    <message>
        <source>Empty: beside the project, or in your data folder while the project is not saved</source>
        <translation>Vazio: ao lado do projeto, ou em sua pasta de dados enquanto o projeto não estiver salvo</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>Pasta de resultados</translation>
    </message>
    <message>
        <source>The device that computes, and memory for images that were seen.</source>
        <translation>O dispositivo que calcula, e a memória para imagens já vistas.</translation>
    </message>
    <message>
        <source>Where the model runs; automatic takes the fastest that works</source>
        <translation>Onde o modelo roda; automático usa o mais rápido que funcione</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>Encoded image parts kept in memory: asking other names again is then much faster</source>
        <translation>Partes de imagem codificadas mantidas na memória: perguntar por outros nomes é então muito mais rápido</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Memory for encoded images</source>
        <translation>Memória para imagens codificadas</translation>
    </message>
    <message>
        <source>SegEarth-OV compares your names with these words, so that a single name does not fill the map. What is nearer to one of them gets no class. A row takes no part when one of your names holds a word of its second column.</source>
        <translation>O SegEarth-OV compara seus nomes com estas palavras, para que um único nome não encha o mapa. O que está mais perto de uma delas não recebe classe. Uma linha não participa quando um dos seus nomes contém uma palavra da segunda coluna.</translation>
    </message>
    <message>
        <source>Left out when a name holds</source>
        <translation>Fica de fora quando um nome contém</translation>
    </message>
    <message>
        <source>Words with commas between; double-click or F2 to edit</source>
        <translation>Palavras separadas por vírgulas; duplo clique ou F2 para editar</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Acrescentar linha</translation>
    </message>
    <message>
        <source>Add words of a kind</source>
        <translation>Acrescentar palavras de um tipo</translation>
    </message>
    <message>
        <source>Remove row</source>
        <translation>Remover linha</translation>
    </message>
    <message>
        <source>Take the selected rows out</source>
        <translation>Tirar as linhas selecionadas</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>Restaurar a lista original</translation>
    </message>
    <message>
        <source>The list that ships with AerOSeg</source>
        <translation>A lista que vem com o AerOSeg</translation>
    </message>
    <message>
        <source>Without any word the default list stays. To compare with no words at all, switch “Background words” off in the panel.</source>
        <translation>Sem nenhuma palavra fica a lista original. Para não comparar com palavra alguma, desative “Palavras de fundo” no painel.</translation>
    </message>
    <message>
        <source>More than {n} rows cannot be used.</source>
        <translation>Não podem ser usadas mais de {n} linhas.</translation>
    </message>
    <message>
        <source>The row of “{word}” holds too many words.</source>
        <translation>A linha de “{word}” contém palavras demais.</translation>
    </message>
    <message>
        <source>“{word}…” is longer than {n} letters.</source>
        <translation>“{word}…” tem mais de {n} letras.</translation>
    </message>
    <message>
        <source>Set up the Python for the model first.</source>
        <translation>Prepare primeiro o Python do modelo.</translation>
    </message>
    <message>
        <source>Enter how large a pixel of this image is on the ground.</source>
        <translation>Informe quanto mede no solo um pixel desta imagem.</translation>
    </message>
    <message>
        <source>Type at least one class name.</source>
        <translation>Digite pelo menos um nome de classe.</translation>
    </message>
    <message>
        <source>Add a name to look for: “{name}” alone means everything else.</source>
        <translation>Acrescente um nome a procurar: “{name}” sozinho significa todo o resto.</translation>
    </message>
    <message>
        <source>Download this model first, or choose another one.</source>
        <translation>Baixe primeiro este modelo, ou escolha outro.</translation>
    </message>
    <message>
        <source>This model is not ready: {state}.</source>
        <translation>Este modelo não está pronto: {state}.</translation>
    </message>
    <message>
        <source>This model knows none of these names.</source>
        <translation>Este modelo não conhece nenhum destes nomes.</translation>
    </message>
    <message>
        <source>This area is too large to look inside the model.</source>
        <translation>Esta área é grande demais para olhar dentro do modelo.</translation>
    </message>
    <message>
        <source>It has {size}, and about 4,096 × 4,096 px is the most.</source>
        <translation>Tem {size}, e cerca de 4.096 × 4.096 px é o máximo.</translation>
    </message>
    <message>
        <source>Zoom in, or choose a coarser resolution.</source>
        <translation>Aproxime, ou escolha uma resolução mais grosseira.</translation>
    </message>
    <message>
        <source>{lat}° {ns}, {lon}° {ew}</source>
        <translation>{lat}° {ns}, {lon}° {ew}</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>W</source>
        <translation>O</translation>
    </message>
    <message>
        <source>This run was made elsewhere, so where its image lies is not known.</source>
        <translation>Esta execução foi feita em outro lugar, por isso não se sabe onde está sua imagem.</translation>
    </message>
    <message>
        <source>QGIS drew this layer for the run, and the command line reads files only. Save the layer as a GeoTIFF and segment that.</source>
        <translation>O QGIS desenhou esta camada para a execução, e a linha de comando só lê arquivos. Salve a camada como GeoTIFF e segmente-o.</translation>
    </message>
    <message>
        <source>How QGIS drew this layer was not kept.</source>
        <translation>Não foi mantido como o QGIS desenhou esta camada.</translation>
    </message>
    <message>
        <source>AerOSeg panel</source>
        <translation>Painel do AerOSeg</translation>
    </message>
    <message>
        <source>Segment the map by class names (AerOSeg)</source>
        <translation>Segmentar o mapa por nomes de classes (AerOSeg)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>Open the log messages of AerOSeg</source>
        <translation>Abrir as mensagens de registro do AerOSeg</translation>
    </message>
    <message>
        <source>“{image}” is segmented, in {time}.</source>
        <translation>“{image}” está segmentada, em {time}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Zoom to the result</source>
        <translation>Aproximar ao resultado</translation>
    </message>
    <message>
        <source>Correlation layers of “{image}”, in {time}. {which}</source>
        <translation>Camadas de correlação de “{image}”, em {time}. {which}</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Folha de contato</translation>
    </message>
    <message>
        <source>Open the picture with all maps side by side</source>
        <translation>Abrir a imagem com todos os mapas lado a lado</translation>
    </message>
    <message>
        <source>Choose a Python with PyTorch</source>
        <translation>Escolher um Python com PyTorch</translation>
    </message>
    <message>
        <source>The environment for the model is ready.</source>
        <translation>O ambiente do modelo está pronto.</translation>
    </message>
    <message>
        <source>The environment for the model is repaired.</source>
        <translation>O ambiente do modelo está reparado.</translation>
    </message>
    <message>
        <source>The environment for the model is removed.</source>
        <translation>O ambiente do modelo está removido.</translation>
    </message>
    <message>
        <source>The environment for the model is well.</source>
        <translation>O ambiente do modelo está bem.</translation>
    </message>
    <message>
        <source>Sample scene</source>
        <translation>Cena de exemplo</translation>
    </message>
    <message>
        <source>The sample scene could not be opened.</source>
        <translation>A cena de exemplo não pôde ser aberta.</translation>
    </message>
    <message>
        <source>Install the plugin again, or open an image of your own.</source>
        <translation>Instale o complemento de novo, ou abra uma imagem sua.</translation>
    </message>
    <message>
        <source>Polygons of the result</source>
        <translation>Polígonos do resultado</translation>
    </message>
    <message>
        <source>One feature for each class</source>
        <translation>Uma feição por classe</translation>
    </message>
    <message>
        <source>Otherwise each connected object is a feature of its own</source>
        <translation>Senão cada objeto contínuo é uma feição própria</translation>
    </message>
    <message>
        <source> m²</source>
        <translation> m²</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>manter tudo</translation>
    </message>
    <message>
        <source>Smaller objects are left out, and smaller holes are filled</source>
        <translation>Objetos menores são omitidos, e buracos menores preenchidos</translation>
    </message>
    <message>
        <source>Follow the pixels (areas are exact)</source>
        <translation>Seguir os pixels (as áreas são exatas)</translation>
    </message>
    <message>
        <source>Smooth the borders</source>
        <translation>Suavizar as bordas</translation>
    </message>
    <message>
        <source>Straight edges, right angles where they fit</source>
        <translation>Bordas retas, ângulos retos onde couberem</translation>
    </message>
    <message>
        <source>Smoothing and right angles treat each object by itself: between neighbours thin gaps and overlaps may be left.</source>
        <translation>Suavização e ângulos retos tratam cada objeto à parte: entre vizinhos podem ficar vãos e sobreposições finas.</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>A new file; it gets area, perimeter and mean score as fields</source>
        <translation>Um arquivo novo; recebe área, perímetro e pontuação média como campos</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>Fazer polígonos</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Feições</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>Menor área</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>This result is large: it may take minutes. You can go on working.</source>
        <translation>Este resultado é grande: pode levar minutos. Você pode continuar trabalhando.</translation>
    </message>
    <message>
        <source>AerOSeg: polygons of “{file}”</source>
        <translation>AerOSeg: polígonos de “{file}”</translation>
    </message>
    <message>
        <source>The polygons were not added to the map.</source>
        <translation>Os polígonos não foram acrescentados ao mapa.</translation>
    </message>
    <message>
        <source>Run again; if it repeats, look at the log.</source>
        <translation>Execute de novo; se repetir, veja o registro.</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Até agora</translation>
    </message>
    <message>
        <source>So far: {done} of {total} blocks</source>
        <translation>Até agora: {done} de {total} blocos</translation>
    </message>
    <message>
        <source>The worker reported an error without a message.</source>
        <translation>O processo de cálculo relatou um erro sem mensagem.</translation>
    </message>
    <message>
        <source>{what} is not written to “{file}”.</source>
        <translation>{what} não pode ser gravado em “{file}”.</translation>
    </message>
    <message>
        <source>Results are GeoTIFF files.</source>
        <translation>Os resultados são arquivos GeoTIFF.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.tif”.</source>
        <translation>Dê um nome que termine com “.tif”.</translation>
    </message>
    <message>
        <source>The result “{file}” cannot be written.</source>
        <translation>O resultado “{file}” não pode ser gravado.</translation>
    </message>
    <message>
        <source>“{folder}”: {error}.</source>
        <translation>“{folder}”: {error}.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and close programs that use the file.</source>
        <translation>Escolha uma pasta em que você possa gravar, e feche os programas que usam o arquivo.</translation>
    </message>
    <message>
        <source>Compare with reference</source>
        <translation>Comparar com uma referência</translation>
    </message>
    <message>
        <source>IoU, F1 and confusion matrix of a class raster against what is true.</source>
        <translation>IoU, F1 e matriz de confusão de um raster de classes em relação à verdade.</translation>
    </message>
    <message>
        <source>Compares a class raster with a reference: another raster, or polygons with a field of class names or numbers. Gives IoU, F1, precision and recall of each class, the mean IoU, the overall accuracy and the confusion matrix.

The reference may have another coordinate system and other pixels; it is brought onto the pixels of the class raster (nearest value, centre of the pixel). Classes are matched by name, synonyms included, or by number. Where the reference uses others, say so line by line: “5 = building”. Classes of the reference that the result was not asked for count as “other”.

“Other” is counted in the matrix and the accuracy, and left out of the mean IoU. Pixels without data on either side are left out.</source>
        <translation>Compara um raster de classes com uma referência: outro raster, ou polígonos com um campo de nomes ou números de classes. Dá IoU, F1, precisão e revocação de cada classe, o IoU médio, a exatidão global e a matriz de confusão.

A referência pode ter outro sistema de coordenadas e outros pixels; ela é levada aos pixels do raster de classes (valor mais próximo, centro do pixel). As classes são associadas pelo nome, incluindo sinônimos, ou pelo número. Se a referência usa outros, indique-os linha por linha: “5 = building”. Classes da referência que não foram pedidas ao resultado contam como “outro”.

“Outro” conta na matriz e na exatidão, e fica fora do IoU médio. Pixels sem dados em qualquer dos lados são omitidos.</translation>
    </message>
    <message>
        <source>accuracy,validation,evaluation,iou,jaccard,f1,confusion matrix,ground truth,error</source>
        <translation>exatidão,acurácia,validação,avaliação,iou,jaccard,f1,matriz de confusão,verdade de campo,erro</translation>
    </message>
    <message>
        <source>Reference: a raster</source>
        <translation>Referência: um raster</translation>
    </message>
    <message>
        <source>or polygons</source>
        <translation>ou polígonos</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Campo com a classe</translation>
    </message>
    <message>
        <source>Names or numbers. Not needed where the class raster has one class only.</source>
        <translation>Nomes ou números. Desnecessário se o raster de classes tem só uma classe.</translation>
    </message>
    <message>
        <source>Names of the reference</source>
        <translation>Nomes da referência</translation>
    </message>
    <message>
        <source>One a line: value of the reference = class of the result, as in 5 = building</source>
        <translation>Um por linha: valor da referência = classe do resultado, como em 5 = building</translation>
    </message>
    <message>
        <source>Pixels outside of the polygons</source>
        <translation>Pixels fora dos polígonos</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>são omitidos</translation>
    </message>
    <message>
        <source>are none of the classes</source>
        <translation>não são de nenhuma das classes</translation>
    </message>
    <message>
        <source>Left out where polygons are samples; none of the classes where they are complete.</source>
        <translation>Omitidos se os polígonos são amostras; de nenhuma das classes se eles são completos.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Arquivos HTML (*.html)</translation>
    </message>
    <message>
        <source>Report for programs</source>
        <translation>Relatório para programas</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Arquivos JSON (*.json)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Arquivos CSV (*.csv)</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>IoU médio</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Exatidão global</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>Pixels comparados</translation>
    </message>
    <message>
        <source>There is nothing to compare with, or too much. Give either a reference raster or reference polygons.</source>
        <translation>Não há com o que comparar, ou há demais. Indique um raster de referência ou polígonos de referência.</translation>
    </message>
    <message>
        <source>bringing the reference onto the pixels of the result</source>
        <translation>levando a referência aos pixels do resultado</translation>
    </message>
    <message>
        <source>counting pixels</source>
        <translation>contando os pixels</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>Não há nada para comparar.</translation>
    </message>
    <message>
        <source>The reference has no pixel where the class raster has one.</source>
        <translation>A referência não tem nenhum pixel onde o raster de classes tem.</translation>
    </message>
    <message>
        <source>Check that both lie in the same place, and the names of the reference.</source>
        <translation>Verifique se ambos estão no mesmo lugar, e os nomes da referência.</translation>
    </message>
    <message>
        <source>Counted as “other”, since the result was not asked for it: {names}.</source>
        <translation>Contam como “outro”, pois não foram pedidos ao resultado: {names}.</translation>
    </message>
    <message>
        <source>The reference was not compared.</source>
        <translation>A referência não foi comparada.</translation>
    </message>
    <message>
        <source>The class raster has {n} classes, and nothing says which polygon is what.</source>
        <translation>O raster de classes tem {n} classes, e nada diz qual polígono é o quê.</translation>
    </message>
    <message>
        <source>Choose the field with the class.</source>
        <translation>Escolha o campo com a classe.</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, F1 {f1}</source>
        <translation>{name}: IoU {iou}, F1 {f1}</translation>
    </message>
    <message>
        <source>“{result}” against the reference</source>
        <translation>“{result}” em relação à referência</translation>
    </message>
    <message>
        <source>There is no class “{name}” in the class raster.</source>
        <translation>Não há classe “{name}” no raster de classes.</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>Suas classes são: {names}.</translation>
    </message>
    <message>
        <source>Correct the names of the reference.</source>
        <translation>Corrija os nomes da referência.</translation>
    </message>
    <message>
        <source>The line “{line}” cannot be read.</source>
        <translation>A linha “{line}” não pode ser lida.</translation>
    </message>
    <message>
        <source>It has to name a value of the reference and a class of the result.</source>
        <translation>Ela deve indicar um valor da referência e uma classe do resultado.</translation>
    </message>
    <message>
        <source>Write for example: 5 = building</source>
        <translation>Escreva por exemplo: 5 = building</translation>
    </message>
    <message>
        <source>other</source>
        <translation>outro</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisão</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Revocação</translation>
    </message>
    <message>
        <source>Reference (px)</source>
        <translation>Referência (px)</translation>
    </message>
    <message>
        <source>Result (px)</source>
        <translation>Resultado (px)</translation>
    </message>
    <message>
        <source>Reference ↓ Result →</source>
        <translation>Referência ↓ Resultado →</translation>
    </message>
    <message>
        <source>Mean IoU {miou}, overall accuracy {accuracy}, {n} pixels compared.</source>
        <translation>IoU médio {miou}, exatidão global {accuracy}, {n} pixels comparados.</translation>
    </message>
    <message>
        <source>Confusion matrix (pixels)</source>
        <translation>Matriz de confusão (pixels)</translation>
    </message>
    <message>
        <source>{name}: {n} pixels, {area} ha</source>
        <translation>{name}: {n} pixels, {area} ha</translation>
    </message>
    <message>
        <source>, mean score {score}</source>
        <translation>, pontuação média {score}</translation>
    </message>
    <message>
        <source>“{name}” cannot be used here.</source>
        <translation>“{name}” não pode ser usada aqui.</translation>
    </message>
    <message>
        <source>It is no raster file on this computer.</source>
        <translation>Ela não é um arquivo raster neste computador.</translation>
    </message>
    <message>
        <source>Save it as a GeoTIFF first.</source>
        <translation>Salve-a primeiro como GeoTIFF.</translation>
    </message>
    <message>
        <source>The model that answers. “builtin” comes with AerOSeg; others are listed with their state in the options, Models. Scripts may give any id, or the path of a checkpoint.</source>
        <translation>O modelo que responde. “builtin” vem com o AerOSeg; os outros estão listados com seu estado nas opções, Modelos. Scripts podem indicar qualquer id, ou o caminho de um checkpoint.</translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation>Não há modelo “{name}”.</translation>
    </message>
    <message>
        <source>The models are: {names}.</source>
        <translation>Os modelos são: {names}.</translation>
    </message>
    <message>
        <source>Give one of these names, or the path of a checkpoint.</source>
        <translation>Indique um destes nomes, ou o caminho de um checkpoint.</translation>
    </message>
    <message>
        <source>The model “{title}” cannot run yet.</source>
        <translation>O modelo “{title}” ainda não pode ser executado.</translation>
    </message>
    <message>
        <source>Open the AerOSeg options, Models, to fetch it, or choose another one.</source>
        <translation>Abra as opções do AerOSeg, Modelos, para buscá-lo, ou escolha outro.</translation>
    </message>
    <message>
        <source>Classes to polygons</source>
        <translation>Classes para polígonos</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, with area, perimeter and mean score.</source>
        <translation>Faz polígonos de um raster de classes, com área, perímetro e pontuação média.</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster: one for each object or one for each class, with class, area, perimeter and, where the scores of the run are given, the mean score. Areas are measured on the project's ellipsoid.

Objects below the least area are left out, and smaller holes are filled. “pixels” follows the pixels exactly; “smooth” rounds the stairs; “straight” makes right angles, as buildings have them.

The result is a GeoPackage. No polygon is cut anywhere, however large the raster.</source>
        <translation>Faz polígonos de um raster de classes: um por objeto ou um por classe, com classe, área, perímetro e, se as pontuações da execução são indicadas, a pontuação média. As áreas são medidas no elipsoide do projeto.

Objetos abaixo da menor área são omitidos, e buracos menores preenchidos. “pixels” segue exatamente os pixels; “smooth” arredonda os degraus; “straight” faz ângulos retos, como os de edificações.

O resultado é um GeoPackage. Nenhum polígono é cortado, por maior que seja o raster.</translation>
    </message>
    <message>
        <source>vectorise,vectorize,polygonize,polygons,buildings,footprints,area,dissolve,objects</source>
        <translation>vetorizar,vetorização,poligonizar,polígonos,edificações,prédios,contornos,área,dissolver,objetos</translation>
    </message>
    <message>
        <source>Scores of the same run</source>
        <translation>Pontuações da mesma execução</translation>
    </message>
    <message>
        <source>For the mean score of each polygon. Empty: those of the run, where they are known.</source>
        <translation>Para a pontuação média de cada polígono. Vazio: as da execução, se forem conhecidas.</translation>
    </message>
    <message>
        <source>Only these classes</source>
        <translation>Só estas classes</translation>
    </message>
    <message>
        <source>Names or numbers with commas between; empty: all.</source>
        <translation>Nomes ou números separados por vírgulas; vazio: todas.</translation>
    </message>
    <message>
        <source>Least area (square metres)</source>
        <translation>Menor área (metros quadrados)</translation>
    </message>
    <message>
        <source>Smaller objects are left out, smaller holes are filled.</source>
        <translation>Objetos menores são omitidos, buracos menores preenchidos.</translation>
    </message>
    <message>
        <source>pixels: as they are; smooth: rounded; straight: right angles.</source>
        <translation>pixels: como são; smooth: arredondados; straight: ângulos retos.</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>Número de feições</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>Objetos por classe</translation>
    </message>
    <message>
        <source>The polygons are not written to “{file}”.</source>
        <translation>Os polígonos não podem ser gravados em “{file}”.</translation>
    </message>
    <message>
        <source>Results are GeoPackages.</source>
        <translation>Os resultados são GeoPackages.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.gpkg”.</source>
        <translation>Dê um nome que termine com “.gpkg”.</translation>
    </message>
    <message>
        <source>tracing the outlines</source>
        <translation>traçando os contornos</translation>
    </message>
    <message>
        <source>Name some of these, or leave the field empty.</source>
        <translation>Indique algumas delas, ou deixe o campo vazio.</translation>
    </message>
    <message>
        <source>{name}: {n} objects, {area} ha</source>
        <translation>{name}: {n} objetos, {area} ha</translation>
    </message>
    <message>
        <source>AerOSeg: segmentation by class names</source>
        <translation>AerOSeg: segmentação por nomes de classes</translation>
    </message>
    <message>
        <source>Its values reach up to {high}, too many to be class numbers.</source>
        <translation>Seus valores vão até {high}, demais para serem números de classe.</translation>
    </message>
    <message>
        <source>Choose a raster whose values are class numbers.</source>
        <translation>Escolha um raster cujos valores sejam números de classe.</translation>
    </message>
    <message>
        <source>GDAL could not bring it onto the pixels of the class raster: {error}.</source>
        <translation>O GDAL não conseguiu levá-la aos pixels do raster de classes: {error}.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>nenhum motivo foi dado</translation>
    </message>
    <message>
        <source>Look whether both lie in the same place, and whether the temporary folder has room.</source>
        <translation>Veja se ambos estão no mesmo lugar, e se há espaço na pasta temporária.</translation>
    </message>
    <message>
        <source>The threshold in “{line}” cannot be read.</source>
        <translation>O limiar em “{line}” não pode ser lido.</translation>
    </message>
    <message>
        <source>It has to be a number from 0 to 1 behind the name and an @.</source>
        <translation>Deve ser um número de 0 a 1, depois do nome e de um @.</translation>
    </message>
    <message>
        <source>Write for example: building @ 0.4</source>
        <translation>Escreva por exemplo: building @ 0.4</translation>
    </message>
    <message>
        <source>Re-label from scores</source>
        <translation>Reclassificar a partir das pontuações</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the scores of a finished run.</source>
        <translation>Faz um raster de classes com outros limiares a partir das pontuações de uma execução pronta.</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the score raster of a finished run; its class raster may be given as well, where the scores lie beside it. The image is not looked at again and no model runs, so it takes seconds.

Thresholds of single classes are written as in the list of the panel: “building @ 0.4, road @ 0.6”.

A pixel gets the class with the highest score; below that class's threshold it gets 0. With the thresholds of the run, the result is the same, byte for byte.</source>
        <translation>Faz um raster de classes com outros limiares a partir do raster de pontuações de uma execução pronta; também pode ser indicado o raster de classes dela, se as pontuações estiverem ao lado. A imagem não é olhada de novo e nenhum modelo é executado, por isso leva segundos.

Limiares de classes individuais são escritos como na lista do painel: “building @ 0.4, road @ 0.6”.

Um pixel recebe a classe com a maior pontuação; abaixo do limiar dessa classe, recebe 0. Com os limiares da execução, o resultado é o mesmo, byte a byte.</translation>
    </message>
    <message>
        <source>threshold,confidence,score,classification,relabel,reclassify</source>
        <translation>limiar,confiança,pontuação,classificação,reclassificar,reclassificação</translation>
    </message>
    <message>
        <source>Scores of a run</source>
        <translation>Pontuações de uma execução</translation>
    </message>
    <message>
        <source>Threshold for all classes</source>
        <translation>Limiar para todas as classes</translation>
    </message>
    <message>
        <source>From 0 to 1; empty: each class keeps the one of the run.</source>
        <translation>De 0 a 1; vazio: cada classe mantém o da execução.</translation>
    </message>
    <message>
        <source>Thresholds of single classes</source>
        <translation>Limiares de classes individuais</translation>
    </message>
    <message>
        <source>One a line or with commas between: building @ 0.4, road @ 0.6</source>
        <translation>Um por linha, ou separados por vírgulas: building @ 0.4, road @ 0.6</translation>
    </message>
    <message>
        <source>The class raster</source>
        <translation>O raster de classes</translation>
    </message>
    <message>
        <source>re-labelling</source>
        <translation>reclassificando</translation>
    </message>
    <message>
        <source>There is nothing to look for.</source>
        <translation>Não há nada para procurar.</translation>
    </message>
    <message>
        <source>No class name was given.</source>
        <translation>Nenhum nome de classe foi indicado.</translation>
    </message>
    <message>
        <source>Give at least one name, for example “building, road”.</source>
        <translation>Indique pelo menos um nome, por exemplo “building, road”.</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>Segmentar por nomes de classes</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image.</source>
        <translation>Encontra as classes que você nomeia em uma imagem aérea ou de satélite.</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image, and makes a class raster with a legend: pixel values 1, 2, 3 … in the order of the names, 0 for everything else.

Names: one a line, or with commas between. Other words for the same class go behind a bar, a colour behind =, a threshold of its own behind @: “building | house = #a65a44 @ 0.4”. “@file.txt” reads the names from a file.

Same pixels, same model and same names give the same raster as the AerOSeg panel and as “python -m backend segment”. The image is read as its layer shows it: bands, stretch, and for web maps the picture itself. The result lies on the image's own pixels, in its coordinate system.

The model runs in a process of its own. Where it computes on a GPU that another run uses, it waits until that one is over, and says so.</source>
        <translation>Encontra as classes que você nomeia em uma imagem aérea ou de satélite, e faz um raster de classes com legenda: valores de pixel 1, 2, 3 … na ordem dos nomes, 0 para todo o resto.

Nomes: um por linha, ou separados por vírgulas. Outras palavras para a mesma classe vão atrás de uma barra, uma cor atrás de =, um limiar próprio atrás de @: “building | house = #a65a44 @ 0.4”. “@file.txt” lê os nomes de um arquivo.

Os mesmos pixels, o mesmo modelo e os mesmos nomes dão o mesmo raster que o painel do AerOSeg e que “python -m backend segment”. A imagem é lida como sua camada a mostra: bandas, contraste e, em mapas da web, a própria figura. O resultado fica sobre os próprios pixels da imagem, em seu sistema de coordenadas.

O modelo roda em um processo próprio. Se ele calcula em uma GPU que outra execução usa, espera até que ela termine, e avisa.</translation>
    </message>
    <message>
        <source>segmentation,classification,land cover,deep learning,machine learning,ai,open vocabulary,building,road,tree,aerial,satellite,drone,orthophoto,clip,sam</source>
        <translation>segmentação,classificação,cobertura da terra,uso do solo,aprendizado profundo,aprendizado de máquina,ia,vocabulário aberto,edificação,estrada,árvore,aérea,satélite,drone,ortofoto,clip,sam</translation>
    </message>
    <message>
        <source>What was found (JSON)</source>
        <translation>O que foi encontrado (JSON)</translation>
    </message>
    <message>
        <source>The area is given twice. Give either an extent or polygons.</source>
        <translation>A área foi indicada duas vezes. Indique uma extensão ou polígonos.</translation>
    </message>
    <message>
        <source>The score raster</source>
        <translation>O raster de pontuações</translation>
    </message>
    <message>
        <source>“{name}” is a result of AerOSeg, not an image.</source>
        <translation>“{name}” é um resultado do AerOSeg, não uma imagem.</translation>
    </message>
    <message>
        <source>starting the model</source>
        <translation>iniciando o modelo</translation>
    </message>
    <message>
        <source>{size} at {gsd} per pixel</source>
        <translation>{size} a {gsd} por pixel</translation>
    </message>
    <message>
        <source>“{name}” was not segmented.</source>
        <translation>“{name}” não foi segmentada.</translation>
    </message>
    <message>
        <source>It has no coordinate system, so the size of its pixels is not known.</source>
        <translation>Ela não tem sistema de coordenadas, por isso o tamanho de seus pixels não é conhecido.</translation>
    </message>
    <message>
        <source>Give the size of the image's pixels in metres (an advanced parameter).</source>
        <translation>Indique o tamanho dos pixels da imagem em metros (um parâmetro avançado).</translation>
    </message>
    <message>
        <source>This part of “{name}” is too large.</source>
        <translation>Esta parte de “{name}” é grande demais.</translation>
    </message>
    <message>
        <source>It needs {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>Ela precisa de {n} blocos de mapa do servidor, mais do que é decente pedir.</translation>
    </message>
    <message>
        <source>Choose a smaller extent or a coarser resolution.</source>
        <translation>Escolha uma extensão menor ou uma resolução mais grosseira.</translation>
    </message>
    <message>
        <source>reading the layer</source>
        <translation>lendo a camada</translation>
    </message>
    <message>
        <source>Not known to this model, and without a pixel: {names}.</source>
        <translation>Desconhecidos deste modelo, e sem nenhum pixel: {names}.</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Nomes de classes</translation>
    </message>
    <message>
        <source>One a line or with commas between: building | house, road. @file.txt reads a file.</source>
        <translation>Um por linha, ou separados por vírgulas: building | house, road. @file.txt lê um arquivo.</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Extensão</translation>
    </message>
    <message>
        <source>Only this part; the whole layer where it is empty.</source>
        <translation>Só esta parte; a camada inteira se estiver vazio.</translation>
    </message>
    <message>
        <source>Only inside polygons</source>
        <translation>Só dentro de polígonos</translation>
    </message>
    <message>
        <source>In place of an extent. Pixels outside get nodata. Where some are selected, only these.</source>
        <translation>No lugar de uma extensão. Pixels de fora ficam sem dados. Se houver polígonos selecionados, só eles.</translation>
    </message>
    <message>
        <source>Resolution (metres per pixel)</source>
        <translation>Resolução (metros por pixel)</translation>
    </message>
    <message>
        <source>The nearest step of the image's ladder is taken; empty: the model's own.</source>
        <translation>É usado o nível mais próximo entre as resoluções da imagem; vazio: a do modelo.</translation>
    </message>
    <message>
        <source>Score from 0 to 1 that a class must reach, where its line names none; empty: the model's own.</source>
        <translation>Pontuação de 0 a 1 que uma classe deve alcançar, se sua linha não indicar outra; vazio: a do modelo.</translation>
    </message>
    <message>
        <source>For SegEarth-OV: places that are more like other words than like your names get 0.</source>
        <translation>Para o SegEarth-OV: lugares mais parecidos com outras palavras do que com os seus nomes recebem 0.</translation>
    </message>
    <message>
        <source>Own background words (JSON)</source>
        <translation>Palavras de fundo próprias (JSON)</translation>
    </message>
    <message>
        <source>Background words (*.json)</source>
        <translation>Palavras de fundo (*.json)</translation>
    </message>
    <message>
        <source>Empty: the list of the AerOSeg options.</source>
        <translation>Vazio: a lista das opções do AerOSeg.</translation>
    </message>
    <message>
        <source>Taught words (files)</source>
        <translation>Palavras ensinadas (arquivos)</translation>
    </message>
    <message>
        <source>Empty: those that were taught in the panel to this model, by their names.</source>
        <translation>Vazio: as ensinadas a este modelo no painel, pelos seus nomes.</translation>
    </message>
    <message>
        <source>Size of the image's pixels (metres)</source>
        <translation>Tamanho dos pixels da imagem (metros)</translation>
    </message>
    <message>
        <source>Only for images without a coordinate system.</source>
        <translation>Só para imagens sem sistema de coordenadas.</translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one. Repeats agree on one device.</source>
        <translation>auto usa uma GPU, se houver. Em um mesmo dispositivo, repetições coincidem.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Pontuações</translation>
    </message>
    <message>
        <source>How sure the model is of each class; for “Re-label from scores”.</source>
        <translation>O quanto o modelo está certo de cada classe; para “Reclassificar a partir das pontuações”.</translation>
    </message>
    <message>
        <source>Install the plugin again, so that both parts are of one version.</source>
        <translation>Instale o complemento de novo, para que as duas partes sejam de uma versão.</translation>
    </message>
    <message>
        <source>{stage}, {time} left</source>
        <translation>{stage}, faltam {time}</translation>
    </message>
    <message>
        <source>The list is saved as “{name}”.</source>
        <translation>A lista foi salva como “{name}”.</translation>
    </message>
    <message>
        <source>Open a class list</source>
        <translation>Abrir uma lista de classes</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>Salvar a lista de classes</translation>
    </message>
    <message>
        <source>Class lists (*.txt)</source>
        <translation>Listas de classes (*.txt)</translation>
    </message>
    <message>
        <source>Polygons, table, chart, scores of a pixel, corrections</source>
        <translation>Polígonos, tabela, gráfico, pontuações de um pixel, correções</translation>
    </message>
    <message>
        <source>&amp;Polygons…</source>
        <translation>&amp;Polígonos…</translation>
    </message>
    <message>
        <source>Make polygons with area, perimeter and mean score, in a GeoPackage</source>
        <translation>Fazer polígonos com área, perímetro e pontuação média, em um GeoPackage</translation>
    </message>
    <message>
        <source>&amp;Burn edited polygons…</source>
        <translation>&amp;Gravar polígonos editados…</translation>
    </message>
    <message>
        <source>Take what you changed in polygons back into the class raster</source>
        <translation>Levar ao raster de classes o que você mudou em polígonos</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>&amp;Copiar a tabela</translation>
    </message>
    <message>
        <source>Class, pixels, area, share and mean score, for a spreadsheet</source>
        <translation>Classe, pixels, área, parte e pontuação média, para uma planilha</translation>
    </message>
    <message>
        <source>&amp;Save the table…</source>
        <translation>&amp;Salvar a tabela…</translation>
    </message>
    <message>
        <source>As comma-separated values</source>
        <translation>Como valores separados por vírgulas</translation>
    </message>
    <message>
        <source>C&amp;hart</source>
        <translation>&amp;Gráfico</translation>
    </message>
    <message>
        <source>Show the shares of the classes as bars</source>
        <translation>Mostrar as partes das classes como barras</translation>
    </message>
    <message>
        <source>Scores of a p&amp;ixel</source>
        <translation>Pontuações de um p&amp;ixel</translation>
    </message>
    <message>
        <source>Point at the map to see the score of each class there</source>
        <translation>Aponte para o mapa para ver ali a pontuação de cada classe</translation>
    </message>
    <message>
        <source>&amp;Fade by score</source>
        <translation>&amp;Esmaecer pela pontuação</translation>
    </message>
    <message>
        <source>Draw pixels more faintly the nearer their score is to the threshold</source>
        <translation>Desenhar os pixels mais fracos quanto mais perto do limiar estiver sua pontuação</translation>
    </message>
    <message>
        <source>&amp;Uncertainty layer</source>
        <translation>Camada de &amp;incerteza</translation>
    </message>
    <message>
        <source>Add a layer of how close the two best classes are</source>
        <translation>Acrescentar uma camada de quão próximas estão as duas melhores classes</translation>
    </message>
    <message>
        <source>Open the f&amp;older</source>
        <translation>Abrir a p&amp;asta</translation>
    </message>
    <message>
        <source>The folder with the files of this result</source>
        <translation>A pasta com os arquivos deste resultado</translation>
    </message>
    <message>
        <source>The scores are being prepared; this takes a moment.</source>
        <translation>As pontuações estão sendo preparadas; leva um instante.</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>A tabela está na área de transferência.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Salvar a tabela</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Valores separados por vírgulas (*.csv)</translation>
    </message>
    <message>
        <source>The table was not saved.</source>
        <translation>A tabela não foi salva.</translation>
    </message>
    <message>
        <source>“{file}”: {reason}.</source>
        <translation>“{file}”: {reason}.</translation>
    </message>
    <message>
        <source>The table is saved as “{name}”.</source>
        <translation>A tabela foi salva como “{name}”.</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>Incerteza</translation>
    </message>
    <message>
        <source>Dark places are unsure: two classes are almost equal there.</source>
        <translation>Lugares escuros são incertos: duas classes são ali quase iguais.</translation>
    </message>
    <message>
        <source>Point at the map to see the scores there.</source>
        <translation>Aponte para o mapa para ver ali as pontuações.</translation>
    </message>
    <message>
        <source>The polygons were not written.</source>
        <translation>Os polígonos não foram gravados.</translation>
    </message>
    <message>
        <source>“{file}” is open in this project.</source>
        <translation>“{file}” está aberto neste projeto.</translation>
    </message>
    <message>
        <source>Choose another name, or remove its layer first.</source>
        <translation>Escolha outro nome, ou remova antes sua camada.</translation>
    </message>
    <message>
        <source>{name} {n}</source>
        <translation>{name} {n}</translation>
    </message>
    <message>
        <source>{n} objects: {classes}</source>
        <translation>{n} objetos: {classes}</translation>
    </message>
    <message>
        <source>Making polygons in the background; QGIS shows how far it is.</source>
        <translation>Os polígonos são feitos em segundo plano; o QGIS mostra o andamento.</translation>
    </message>
    <message>
        <source>{n} pixels were corrected. Undo beside the threshold takes it back.</source>
        <translation>{n} pixels foram corrigidos. “Desfazer” ao lado do limiar volta atrás.</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>how large</comment>
        <translation>Área</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixels</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Pontuação</translation>
    </message>
    <message>
        <source>Mean score of the pixels of the class, from 0 to 1</source>
        <translation>Pontuação média dos pixels da classe, de 0 a 1</translation>
    </message>
    <message>
        <source>What was found. A class without its tick is not drawn</source>
        <translation>O que foi encontrado. Uma classe sem marca não é desenhada</translation>
    </message>
    <message>
        <source>{image}: {names}</source>
        <translation>{image}: {names}</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels, {n}; mean score {score}</source>
        <translation>{name}: {share} dos pixels, {n}; pontuação média {score}</translation>
    </message>
    <message>
        <source>{name}: not known to this model</source>
        <translation>{name}: desconhecido deste modelo</translation>
    </message>
    <message>
        <source>Pixels of none of the classes; not drawn on the map</source>
        <translation>Pixels de nenhuma das classes; não desenhados no mapa</translation>
    </message>
    <message>
        <source>{hits} of {tiles} tiles from memory</source>
        <translation>{hits} de {tiles} blocos da memória</translation>
    </message>
    <message>
        <source>{stage} {time}</source>
        <translation>{stage} {time}</translation>
    </message>
    <message>
        <source>{stage}: {seconds} s</source>
        <translation>{stage}: {seconds} s</translation>
    </message>
    <message>
        <source>The results folder cannot be used.</source>
        <translation>A pasta de resultados não pode ser usada.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Results tab.</source>
        <translation>Escolha outra nas opções do AerOSeg, aba Resultados.</translation>
    </message>
    <message>
        <source>The result was not added to the map.</source>
        <translation>O resultado não foi acrescentado ao mapa.</translation>
    </message>
    <message>
        <source>Classes of “{image}” found by AerOSeg with the model “{model}” at {gsd} per pixel. Scores: {scores}. Everything needed to repeat it: {record}.</source>
        <translation>Classes de “{image}” encontradas pelo AerOSeg com o modelo “{model}” a {gsd} por pixel. Pontuações: {scores}. Tudo o que é preciso para repetir: {record}.</translation>
    </message>
    <message>
        <source>AerOSeg: {image}</source>
        <translation>AerOSeg: {image}</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot go on.</source>
        <translation>A execução de “{name}” não pode continuar.</translation>
    </message>
    <message>
        <source>Its folder is gone, or another QGIS works on it.</source>
        <translation>Sua pasta sumiu, ou outro QGIS trabalha nela.</translation>
    </message>
    <message>
        <source>Click Segment to run it anew.</source>
        <translation>Clique em “Segmentar” para executá-la de novo.</translation>
    </message>
    <message>
        <source>reading the layer, part {done} of {total}</source>
        <translation>lendo a camada, parte {done} de {total}</translation>
    </message>
    <message>
        <source>starting the model, about {time}</source>
        <translation>iniciando o modelo, {time}</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>enviando o pedido</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>Espere, ou cancele.</translation>
    </message>
    <message>
        <source>The run could not begin.</source>
        <translation>A execução não pôde começar.</translation>
    </message>
    <message>
        <source>“{name}” is on the map again.</source>
        <translation>“{name}” está de novo no mapa.</translation>
    </message>
    <message>
        <source>its model “{title}”</source>
        <translation>seu modelo “{title}”</translation>
    </message>
    <message>
        <source>its image “{name}”</source>
        <translation>sua imagem “{name}”</translation>
    </message>
    <message>
        <source>The panel has its names. Not there any more: {what}.</source>
        <translation>O painel tem seus nomes. Não está mais lá: {what}.</translation>
    </message>
    <message>
        <source>The panel has its settings. Choose the area, then Segment.</source>
        <translation>O painel tem suas configurações. Escolha a área e depois “Segmentar”.</translation>
    </message>
    <message>
        <source>Repeating the run of “{name}”.</source>
        <translation>Repetindo a execução de “{name}”.</translation>
    </message>
    <message>
        <source>The run cannot be repeated.</source>
        <translation>A execução não pode ser repetida.</translation>
    </message>
    <message>
        <source>Its image “{name}” is gone.</source>
        <translation>Sua imagem “{name}” sumiu.</translation>
    </message>
    <message>
        <source>Open the image again, then use the settings of the run.</source>
        <translation>Abra a imagem de novo e use as configurações da execução.</translation>
    </message>
    <message>
        <source>The run was repeated.</source>
        <translation>A execução foi repetida.</translation>
    </message>
    <message>
        <source>The run was repeated; the earlier result is gone.</source>
        <translation>A execução foi repetida; o resultado anterior sumiu.</translation>
    </message>
    <message>
        <source>The repeated run gave the same class raster, byte for byte.</source>
        <translation>A execução repetida deu o mesmo raster de classes, byte a byte.</translation>
    </message>
    <message>
        <source>The repeated run gave another class raster: the image, the model, the device or the version has changed since.</source>
        <translation>A execução repetida deu outro raster de classes: a imagem, o modelo, o dispositivo ou a versão mudaram desde então.</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot be opened.</source>
        <translation>A execução de “{name}” não pode ser aberta.</translation>
    </message>
    <message>
        <source>Its record in “{folder}” is damaged.</source>
        <translation>Seu registro em “{folder}” está danificado.</translation>
    </message>
    <message>
        <source>Segment the image again.</source>
        <translation>Segmente a imagem de novo.</translation>
    </message>
    <message>
        <source>AerOSeg: runs</source>
        <translation>AerOSeg: execuções</translation>
    </message>
    <message>
        <source>Search image, classes, model, place</source>
        <translation>Procurar imagem, classes, modelo, lugar</translation>
    </message>
    <message>
        <source>Show the runs that hold all of these words</source>
        <translation>Mostrar as execuções que contêm todas estas palavras</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Runs whose results are still there. Double-click adds the layer again</source>
        <translation>Execuções cujos resultados ainda estão lá. Duplo clique acrescenta a camada de novo</translation>
    </message>
    <message>
        <source>Add to the map</source>
        <translation>Acrescentar ao mapa</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>Usar suas configurações</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Copiar como linha de comando</translation>
    </message>
    <message>
        <source>For &amp;bash, zsh and other POSIX shells</source>
        <translation>Para &amp;bash, zsh e outros shells POSIX</translation>
    </message>
    <message>
        <source>For &amp;PowerShell</source>
        <translation>Para &amp;PowerShell</translation>
    </message>
    <message>
        <source>For the &amp;command prompt (cmd)</source>
        <translation>Para o &amp;prompt de comando (cmd)</translation>
    </message>
    <message>
        <source>Show the files of this run</source>
        <translation>Mostrar os arquivos desta execução</translation>
    </message>
    <message>
        <source>There is no finished run yet. Each run of the panel is listed here.</source>
        <translation>Ainda não há execução pronta. Cada execução do painel é listada aqui.</translation>
    </message>
    <message>
        <source>None of the {n} runs holds these words.</source>
        <translation>Nenhuma das {n} execuções contém estas palavras.</translation>
    </message>
    <message>
        <source>Select a run first.</source>
        <translation>Selecione primeiro uma execução.</translation>
    </message>
    <message>
        <source>Add the class raster of this run to the project again</source>
        <translation>Acrescentar de novo ao projeto o raster de classes desta execução</translation>
    </message>
    <message>
        <source>Fill the panel with its names, model and resolution, for another part of the map</source>
        <translation>Preencher o painel com seus nomes, modelo e resolução, para outra parte do mapa</translation>
    </message>
    <message>
        <source>Run exactly the same once more, into a new folder</source>
        <translation>Executar exatamente o mesmo mais uma vez, em uma pasta nova</translation>
    </message>
    <message>
        <source>Copy the command line that gives the same class raster</source>
        <translation>Copiar a linha de comando que dá o mesmo raster de classes</translation>
    </message>
    <message>
        <source>The command line is on the clipboard. It writes “classes-repeated.tif”.</source>
        <translation>A linha de comando está na área de transferência. Ela grava “classes-repeated.tif”.</translation>
    </message>
    <message>
        <source>No data here</source>
        <translation>Sem dados aqui</translation>
    </message>
    <message>
        <source>The best score is below its threshold of {value}: no class.</source>
        <translation>A melhor pontuação está abaixo do seu limiar de {value}: nenhuma classe.</translation>
    </message>
    <message>
        <source>Margin to the second: {value}</source>
        <translation>Margem sobre a segunda: {value}</translation>
    </message>
    <message>
        <source>Its server knows no picture here (404, asked {n} times).</source>
        <translation>Seu servidor não conhece imagem aqui (404, perguntado {n} vezes).</translation>
    </message>
    <message>
        <source>Its server refuses to give pictures ({status}): a key or a login is missing.</source>
        <translation>Seu servidor se recusa a dar imagens ({status}): falta uma chave ou um login.</translation>
    </message>
    <message>
        <source>Its server asks for a pause (429).</source>
        <translation>Seu servidor pede uma pausa (429).</translation>
    </message>
    <message>
        <source>Its server sent a web page in place of pictures, as a login page does.</source>
        <translation>Seu servidor enviou uma página web em vez de imagens, como faz uma página de login.</translation>
    </message>
    <message>
        <source>Its server sent an error message in place of pictures.</source>
        <translation>Seu servidor enviou uma mensagem de erro em vez de imagens.</translation>
    </message>
    <message>
        <source>Its server did not answer in time.</source>
        <translation>Seu servidor não respondeu a tempo.</translation>
    </message>
    <message>
        <source>Its server cannot be reached.</source>
        <translation>Seu servidor não pode ser alcançado.</translation>
    </message>
    <message>
        <source>Its server has a fault of its own ({status}, asked {n} times).</source>
        <translation>Seu servidor tem uma falha própria ({status}, perguntado {n} vezes).</translation>
    </message>
    <message>
        <source>{n} more classes</source>
        <translation>mais {n} classes</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels</source>
        <translation>{name}: {share} dos pixels</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be read.</source>
        <translation>A camada “{name}” não pode ser lida.</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be used.</source>
        <translation>A camada “{name}” não pode ser usada.</translation>
    </message>
    <message>
        <source>Its server does not say which area it covers.</source>
        <translation>Seu servidor não diz que área cobre.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>Escolha outra camada.</translation>
    </message>
    <message>
        <source>The word was not kept.</source>
        <translation>A palavra não foi mantida.</translation>
    </message>
    <message>
        <source>“{path}” is no file of a taught word.</source>
        <translation>“{path}” não é um arquivo de palavra ensinada.</translation>
    </message>
    <message>
        <source>Teach it again.</source>
        <translation>Ensine-a de novo.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be written: {error}.</source>
        <translation>A pasta “{folder}” não pode ser gravada: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or correct the permissions of the folder.</source>
        <translation>Libere espaço, ou corrija as permissões da pasta.</translation>
    </message>
    <message>
        <source>Teach a word</source>
        <translation>Ensinar uma palavra</translation>
    </message>
    <message>
        <source>1. The word</source>
        <translation>1. A palavra</translation>
    </message>
    <message>
        <source>for example: greenhouse</source>
        <translation>por exemplo: greenhouse</translation>
    </message>
    <message>
        <source>What it is called in the legend. The model need not know the word.</source>
        <translation>Como se chama na legenda. O modelo não precisa conhecer a palavra.</translation>
    </message>
    <message>
        <source>It is taught to the model “{model}”.</source>
        <translation>É ensinada ao modelo “{model}”.</translation>
    </message>
    <message>
        <source>2. Where it is</source>
        <translation>2. Onde está</translation>
    </message>
    <message>
        <source>Click or draw around a few places that show it with the left button, and some that could be mistaken for it with the right.</source>
        <translation>Clique ou contorne com o botão esquerdo alguns lugares que a mostram, e com o direito alguns que poderiam ser confundidos.</translation>
    </message>
    <message>
        <source>Mark on the map</source>
        <translation>Marcar no mapa</translation>
    </message>
    <message>
        <source>Left button: it is here. Right: it is not. Click for a spot, drag for an area</source>
        <translation>Botão esquerdo: está aqui. Direito: não. Clique para um ponto, arraste para uma área</translation>
    </message>
    <message>
        <source>Take the last mark back (Ctrl+Z on the map)</source>
        <translation>Tirar a última marca (Ctrl+Z no mapa)</translation>
    </message>
    <message>
        <source>Features of this layer; of those that are selected, if any are</source>
        <translation>Feições desta camada; as selecionadas, se houver</translation>
    </message>
    <message>
        <source>show it</source>
        <translation>a mostram</translation>
    </message>
    <message>
        <source>do not</source>
        <translation>não a mostram</translation>
    </message>
    <message>
        <source>Whether the features show the word, or what it is not</source>
        <translation>Se as feições mostram a palavra, ou o que ela não é</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>Take the features of the layer as marks</source>
        <translation>Usar as feições da camada como marcas</translation>
    </message>
    <message>
        <source>3. Learn and look</source>
        <translation>3. Aprender e olhar</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Learn from the marks, and show the class on the map</source>
        <translation>Aprender das marcas, e mostrar a classe no mapa</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>Andamento do aprendizado</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <source>From now on the word means this, whenever the list has it</source>
        <translation>De agora em diante a palavra significa isto, sempre que a lista a tiver</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Forget what was learned; close</source>
        <translation>Esquecer o que foi aprendido; fechar</translation>
    </message>
    <message>
        <source>Type the word first.</source>
        <translation>Digite primeiro a palavra.</translation>
    </message>
    <message>
        <source>Mark at least one place that shows it.</source>
        <translation>Marque pelo menos um lugar que a mostre.</translation>
    </message>
    <message>
        <source>{yes} that show it, {no} that do not</source>
        <translation>{yes} que a mostram, {no} que não</translation>
    </message>
    <message>
        <source>A few that do not make it better.</source>
        <translation>Alguns que não a mostram melhoram o resultado.</translation>
    </message>
    <message>
        <source>Nothing is marked yet.</source>
        <translation>Nada foi marcado ainda.</translation>
    </message>
    <message>
        <source>Learn again with the marks as they are now</source>
        <translation>Aprender de novo com as marcas como estão agora</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>começando</translation>
    </message>
    <message>
        <source>Learned in {seconds} s. Look at the map, add marks where it is wrong and learn again, or keep it.</source>
        <translation>Aprendido em {seconds} s. Olhe o mapa, acrescente marcas onde estiver errado e aprenda de novo, ou mantenha.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was learned.</source>
        <translation>Cancelado. Nada foi aprendido.</translation>
    </message>
    <message>
        <source>The word was not learned.</source>
        <translation>A palavra não foi aprendida.</translation>
    </message>
    <message>
        <source>The worker answered in another form than this plugin knows.</source>
        <translation>O processo de cálculo respondeu em uma forma que este complemento não conhece.</translation>
    </message>
    <message>
        <source>{cols} × {rows} px</source>
        <translation>{cols} × {rows} px</translation>
    </message>
    <message>
        <source>{size} km</source>
        <translation>{size} km</translation>
    </message>
    <message>
        <source>{size} m</source>
        <translation>{size} m</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>menos de 1 s</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} dias</translation>
    </message>
    <message>
        <source>more than a year</source>
        <translation>mais de um ano</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>cerca de {time}</translation>
    </message>
    <message>
        <source>{n} KB</source>
        <translation>{n} KB</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation>{n} GB</translation>
    </message>
    <message>
        <source>{n} TB</source>
        <translation>{n} TB</translation>
    </message>
    <message>
        <source>&lt; 1 %</source>
        <translation>&lt; 1 %</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{area} {unit}</source>
        <translation>{area} {unit}</translation>
    </message>
    <message>
        <source>A pixel with a lower score gets no class. Moving it changes the map at once.</source>
        <translation>Um pixel com pontuação menor não recebe classe. Movê-lo muda o mapa na hora.</translation>
    </message>
    <message>
        <source>Undo the last threshold</source>
        <translation>Desfazer o último limiar</translation>
    </message>
    <message>
        <source>Redo the threshold</source>
        <translation>Refazer o limiar</translation>
    </message>
    <message>
        <source>Back to the run's thresholds</source>
        <translation>Voltar aos limiares da execução</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>Por classe</translation>
    </message>
    <message>
        <source>A slider for each class</source>
        <translation>Um controle para cada classe</translation>
    </message>
    <message>
        <source>Threshold of “{name}”</source>
        <translation>Limiar de “{name}”</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Inacabadas</translation>
    </message>
    <message>
        <source>Runs that ended halfway; what they have finished is kept</source>
        <translation>Execuções que pararam no meio; o que terminaram é mantido</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Retomar</translation>
    </message>
    <message>
        <source>Delete this run with all that it has finished; asks</source>
        <translation>Excluir esta execução com tudo o que terminou; pergunta antes</translation>
    </message>
    <message>
        <source>Go on where this run ended; its finished parts are used</source>
        <translation>Continuar onde esta execução parou; suas partes prontas são usadas</translation>
    </message>
    <message>
        <source>Remove an unfinished run?</source>
        <translation>Remover uma execução inacabada?</translation>
    </message>
    <message>
        <source>Remove the unfinished run of “{image}”?</source>
        <translation>Remover a execução inacabada de “{image}”?</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done ({names}). Removing frees {size}.</source>
        <translation>{done} de {total} blocos estão prontos ({names}). Remover libera {size}.</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done</source>
        <translation>{done} de {total} blocos estão prontos</translation>
    </message>
    <message>
        <source>Started {time}</source>
        <translation>Iniciada {time}</translation>
    </message>
    <message>
        <source>“{file}” does not fit the class raster.</source>
        <translation>“{file}” não combina com o raster de classes.</translation>
    </message>
    <message>
        <source>It has other pixels, so it belongs to another run.</source>
        <translation>Ele tem outros pixels, logo é de outra execução.</translation>
    </message>
    <message>
        <source>Choose the “scores.tif” beside the class raster.</source>
        <translation>Escolha o “scores.tif” ao lado do raster de classes.</translation>
    </message>
    <message>
        <source>The polygons were not written to “{file}”.</source>
        <translation>Os polígonos não foram gravados em “{file}”.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Libere espaço, ou escolha outra pasta.</translation>
    </message>
    <message>
        <source>{title}: needs download, {size}</source>
        <translation>{title}: falta baixar, {size}</translation>
    </message>
    <message>
        <source>{title}: {state}</source>
        <translation>{title}: {state}</translation>
    </message>
    <message>
        <source>{gsd}, zoom {zoom}</source>
        <translation>{gsd}, zoom {zoom}</translation>
    </message>
    <message>
        <source>{resolution} (recommended)</source>
        <translation>{resolution} (recomendada)</translation>
    </message>
    <message>
        <source>{resolution} (native)</source>
        <translation>{resolution} (nativa)</translation>
    </message>
    <message>
        <source>{size}, {share} inside</source>
        <translation>{size}, {share} dentro</translation>
    </message>
    <message>
        <source>{size}, 1 tile</source>
        <translation>{size}, 1 bloco</translation>
    </message>
    <message>
        <source>{size}, {tiles} tiles</source>
        <translation>{size}, {tiles} blocos</translation>
    </message>
    <message>
        <source>up to {size} on disk</source>
        <translation>até {size} no disco</translation>
    </message>
    <message>
        <source>time not known yet</source>
        <translation>tempo ainda desconhecido</translation>
    </message>
    <message>
        <source>{n} map tiles</source>
        <translation>{n} blocos de mapa</translation>
    </message>
    <message>
        <source>Shown are {n} of {all} names: {names}. Select other rows of the list for theirs.</source>
        <translation>São mostrados {n} de {all} nomes: {names}. Selecione outras linhas da lista para os delas.</translation>
    </message>
    <message>
        <source>The worker ended: {why}</source>
        <translation>O processo de cálculo terminou: {why}</translation>
    </message>
    <message>
        <source>The cancelled run did not stop by itself; its worker was ended.</source>
        <translation>A execução cancelada não parou por si; seu processo foi encerrado.</translation>
    </message>
    <message>
        <source>Run again: a new worker is started.</source>
        <translation>Execute de novo: outro processo é iniciado.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not start.</source>
        <translation>O processo de cálculo do AerOSeg não pôde começar.</translation>
    </message>
    <message>
        <source>Its Python lacks something: {line}.</source>
        <translation>Falta algo ao seu Python: {line}.</translation>
    </message>
    <message>
        <source>Choose or repair the Python in the AerOSeg options, Environment tab.</source>
        <translation>Escolha ou repare o Python nas opções do AerOSeg, aba Ambiente.</translation>
    </message>
    <message>
        <source>The system ended it (signal 9), often because memory ran out.</source>
        <translation>O sistema o encerrou (sinal 9), muitas vezes por falta de memória.</translation>
    </message>
    <message>
        <source>Run again, with a smaller area if it was memory.</source>
        <translation>Execute de novo, com uma área menor se foi a memória.</translation>
    </message>
    <message>
        <source>It crashed (signal {code}).</source>
        <translation>Ele travou (sinal {code}).</translation>
    </message>
    <message>
        <source>It ended by itself with exit code {code}.</source>
        <translation>Ele terminou por si com o código {code}.</translation>
    </message>
    <message>
        <source>The AerOSeg worker ended in the middle of its work.</source>
        <translation>O processo de cálculo do AerOSeg terminou no meio do trabalho.</translation>
    </message>
    <message>
        <source>The plugin and its worker do not fit together.</source>
        <translation>O complemento e seu processo de cálculo não combinam.</translation>
    </message>
    <message>
        <source>They speak different versions of their protocol.</source>
        <translation>Eles falam versões diferentes do protocolo.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not be started.</source>
        <translation>O processo de cálculo do AerOSeg não pôde ser iniciado.</translation>
    </message>
    <message>
        <source>“{path}” is not a program that runs here.</source>
        <translation>“{path}” não é um programa que funcione aqui.</translation>
    </message>
    <message>
        <source>Choose another Python in the AerOSeg options, Environment tab.</source>
        <translation>Escolha outro Python nas opções do AerOSeg, aba Ambiente.</translation>
    </message>
</context>
</TS>
