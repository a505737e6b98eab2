<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
<context>
    <name>AeroSeg</name>
    <message>
        <source>No layer of polygons is chosen.</source>
        <translation>No se ha elegido ninguna capa de polígonos.</translation>
    </message>
    <message>
        <source>Open or draw one, or choose another area.</source>
        <translation>Abra o dibuje una, o elija otra zona.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be read.</source>
        <translation>No se pueden leer los polígonos de «{name}».</translation>
    </message>
    <message>
        <source>Its data source is missing or damaged.</source>
        <translation>Su fuente de datos falta o está dañada.</translation>
    </message>
    <message>
        <source>Repair the data source, or choose another layer.</source>
        <translation>Repare la fuente de datos, o elija otra capa.</translation>
    </message>
    <message>
        <source>“{name}” has more than {n} polygons here.</source>
        <translation>«{name}» tiene aquí más de {n} polígonos.</translation>
    </message>
    <message>
        <source>Select some of them, or dissolve them first.</source>
        <translation>Seleccione algunos, o disuélvalos antes.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be used.</source>
        <translation>No se pueden usar los polígonos de «{name}».</translation>
    </message>
    <message>
        <source>They have no place in the image's coordinate system.</source>
        <translation>No tienen lugar en el sistema de coordenadas de la imagen.</translation>
    </message>
    <message>
        <source>Look whether the layer has its right coordinate system.</source>
        <translation>Mire si la capa tiene su sistema de coordenadas correcto.</translation>
    </message>
    <message>
        <source>1 selected polygon</source>
        <translation>1 polígono seleccionado</translation>
    </message>
    <message>
        <source>{n} selected polygons</source>
        <translation>{n} polígonos seleccionados</translation>
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
        <translation>1 se cruza a sí mismo, arreglado</translation>
    </message>
    <message>
        <source>{n} cross themselves, mended</source>
        <translation>{n} se cruzan a sí mismos, arreglados</translation>
    </message>
    <message>
        <source>{polygons}, {crossing}</source>
        <translation>{polygons}, {crossing}</translation>
    </message>
    <message>
        <source>The layer “{name}” has no polygons.</source>
        <translation>La capa «{name}» no tiene polígonos.</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer or area.</source>
        <translation>Dibuje uno, o elija otra capa u otra zona.</translation>
    </message>
    <message>
        <source>The selected polygons of “{name}” do not touch the image.</source>
        <translation>Los polígonos seleccionados de «{name}» no tocan la imagen.</translation>
    </message>
    <message>
        <source>Only selected ones count where some are selected.</source>
        <translation>Donde hay seleccionados, solo cuentan esos.</translation>
    </message>
    <message>
        <source>Select others, or clear the selection.</source>
        <translation>Seleccione otros, o quite la selección.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” do not touch the image.</source>
        <translation>Los polígonos de «{name}» no tocan la imagen.</translation>
    </message>
    <message>
        <source>They lie elsewhere, or are so thin that they hold nothing.</source>
        <translation>Están en otro lugar, o son tan finos que no contienen nada.</translation>
    </message>
    <message>
        <source>Draw one on the image, or choose another layer or area.</source>
        <translation>Dibuje uno sobre la imagen, o elija otra capa u otra zona.</translation>
    </message>
    <message>
        <source>Nothing to segment here.</source>
        <translation>Aquí no hay nada que segmentar.</translation>
    </message>
    <message>
        <source>The map view does not touch the image.</source>
        <translation>La vista del mapa no toca la imagen.</translation>
    </message>
    <message>
        <source>Zoom to the layer, or choose Layer as the area.</source>
        <translation>Haga zoom a la capa, o elija «Capa» como zona.</translation>
    </message>
    <message>
        <source>The layer is too large at this resolution.</source>
        <translation>La capa es demasiado grande con esta resolución.</translation>
    </message>
    <message>
        <source>Choose a coarser resolution.</source>
        <translation>Elija una resolución más gruesa.</translation>
    </message>
    <message>
        <source>The image to segment; it follows the active raster layer</source>
        <translation>La imagen que se segmenta; sigue a la capa ráster activa</translation>
    </message>
    <message>
        <source>Load the sample scene</source>
        <translation>Cargar la escena de muestra</translation>
    </message>
    <message>
        <source>Open the drawn scene that comes with AerOSeg, to try it</source>
        <translation>Abrir la escena dibujada que viene con AerOSeg, para probarlo</translation>
    </message>
    <message>
        <source>Open an image first.</source>
        <translation>Abra primero una imagen.</translation>
    </message>
    <message>
        <source>AerOSeg options: Python, models, results folder</source>
        <translation>Opciones de AerOSeg: Python, modelos, carpeta de resultados</translation>
    </message>
    <message>
        <source>What is this? Click here, then on a part of the panel</source>
        <translation>¿Qué es esto? Haga clic aquí y luego en una parte del panel</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Map view</source>
        <translation>Vista del mapa</translation>
    </message>
    <message>
        <source>Segment the part of the image that the map shows</source>
        <translation>Segmentar la parte de la imagen que muestra el mapa</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Segment the whole image</source>
        <translation>Segmentar toda la imagen</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polígonos</translation>
    </message>
    <message>
        <source>Segment inside the polygons of a layer; the selected ones where some are selected</source>
        <translation>Segmentar dentro de los polígonos de una capa; en los seleccionados, si los hay</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>aún desconocido</translation>
    </message>
    <message>
        <source>This image has no coordinate system: how many metres is one pixel on the ground?</source>
        <translation>Esta imagen no tiene sistema de coordenadas: ¿cuántos metros en el suelo mide un píxel?</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Tamaño del píxel</translation>
    </message>
    <message>
        <source>Size of a pixel that the model sees, in metres on the ground</source>
        <translation>Tamaño en el suelo, en metros, de un píxel que ve el modelo</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolución</translation>
    </message>
    <message>
        <source>The layer of the polygons; it may have another coordinate system than the image</source>
        <translation>La capa de los polígonos; puede tener otro sistema de coordenadas que la imagen</translation>
    </message>
    <message>
        <source>Where edges cross, what they wind around once is inside, as after Fix geometries</source>
        <translation>Donde se cruzan bordes, queda dentro lo que rodean una vez, como tras «Corregir geometrías»</translation>
    </message>
    <message>
        <source>The list holds “{name}”, so the names are compared with that alone.</source>
        <translation>La lista contiene «{name}», así que los nombres solo se comparan con eso.</translation>
    </message>
    <message>
        <source>So that a single name does not fill the map: a place that is more like road, water, tree and other such words than like your names gets no class. Words of the same kind as a name are left out by themselves.</source>
        <translation>Para que un solo nombre no llene el mapa: un lugar que se parece más a carretera, agua, árbol y palabras semejantes que a sus nombres no recibe clase. Las palabras del mismo tipo que un nombre se dejan fuera por sí solas.</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrar</translation>
    </message>
    <message>
        <source>Fits the threshold of each class on polygons of which you know the class. The figures are of places that were left out of the fitting.</source>
        <translation>Ajusta el umbral de cada clase con polígonos cuya clase conoce. Las cifras son de lugares que quedaron fuera del ajuste.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>How far the fitting is</source>
        <translation>Cuánto lleva el ajuste</translation>
    </message>
    <message>
        <source>Keep only the best word where it does better alone</source>
        <translation>Conservar solo la mejor palabra donde sola da mejor resultado</translation>
    </message>
    <message>
        <source>Otherwise the best word comes first, and all are searched</source>
        <translation>Si no, la mejor palabra va primero, y se buscan todas</translation>
    </message>
    <message>
        <source>The result whose scores are compared with the polygons</source>
        <translation>El resultado cuyas puntuaciones se comparan con los polígonos</translation>
    </message>
    <message>
        <source>Polygons of which you know the class; of those selected, if any</source>
        <translation>Polígonos cuya clase conoce; los seleccionados, si los hay</translation>
    </message>
    <message>
        <source>Holds the class names; “background” is ground that is none of the classes</source>
        <translation>Contiene los nombres de clase; «background» es suelo de ninguna de las clases</translation>
    </message>
    <message>
        <source>Which polygons belong together. Empty: up to five parts of the ground</source>
        <translation>Qué polígonos van juntos. Vacío: hasta cinco partes del suelo</translation>
    </message>
    <message>
        <source>Compare the words of a class too</source>
        <translation>Comparar también las palabras de una clase</translation>
    </message>
    <message>
        <source>Other classes of the layer are none of these</source>
        <translation>Otras clases de la capa no son ninguna de estas</translation>
    </message>
    <message>
        <source>Polygons whose class is not in the list are ground where none of its classes is; otherwise they are left out</source>
        <translation>Los polígonos cuya clase no está en la lista son suelo donde no hay ninguna de sus clases; si no, se omiten</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Campo de clase</translation>
    </message>
    <message>
        <source>Place field</source>
        <translation>Campo del lugar</translation>
    </message>
    <message>
        <source>Tries each word of a class alone on the image; takes a while</source>
        <translation>Prueba cada palabra de una clase sola en la imagen; tarda un rato</translation>
    </message>
    <message>
        <source>No class of the list has other words.</source>
        <translation>Ninguna clase de la lista tiene otras palabras.</translation>
    </message>
    <message>
        <source>Words can be compared on images in files only.</source>
        <translation>Las palabras solo se pueden comparar en imágenes de archivos.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>IoU before</source>
        <translation>IoU antes</translation>
    </message>
    <message>
        <source>after</source>
        <translation>después</translation>
    </message>
    <message>
        <source>Ticked classes get the new threshold: those that did better on places left out</source>
        <translation>Las clases marcadas reciben el nuevo umbral: las que mejoraron en lugares excluidos</translation>
    </message>
    <message>
        <source>Leave the class list as it is</source>
        <translation>Dejar la lista de clases como está</translation>
    </message>
    <message>
        <source>Segment something first: the scores of a result are needed.</source>
        <translation>Segmente algo primero: se necesitan las puntuaciones de un resultado.</translation>
    </message>
    <message>
        <source>Open a layer with polygons of which you know the class.</source>
        <translation>Abra una capa con polígonos cuya clase conoce.</translation>
    </message>
    <message>
        <source>Choose the field that holds the class names.</source>
        <translation>Elija el campo que contiene los nombres de clase.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Compare the scores with the polygons</source>
        <translation>Comparar las puntuaciones con los polígonos</translation>
    </message>
    <message>
        <source>Write the new thresholds into the class list; it can be undone</source>
        <translation>Escribir los nuevos umbrales en la lista de clases; se puede deshacer</translation>
    </message>
    <message>
        <source>Nothing is ticked that would change the list</source>
        <translation>No hay nada marcado que cambie la lista</translation>
    </message>
    <message>
        <source>The result has left the project.</source>
        <translation>El resultado ya no está en el proyecto.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>The answer of the model cannot be read.</source>
        <translation>No se puede leer la respuesta del modelo.</translation>
    </message>
    <message>
        <source>Update the plugin and restart QGIS.</source>
        <translation>Actualice el complemento y reinicie QGIS.</translation>
    </message>
    <message>
        <source>Nothing could be tried on other places.</source>
        <translation>No se pudo probar nada en otros lugares.</translation>
    </message>
    <message>
        <source>Mean IoU {before} before, {after} after, on {n} places left out in turn.</source>
        <translation>IoU media {before} antes, {after} después, en {n} lugares excluidos por turno.</translation>
    </message>
    <message>
        <source>This word alone, with a threshold fitted for it</source>
        <translation>Esta palabra sola, con un umbral ajustado para ella</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{name}: {pixels} pixels of reference in {places} places</source>
        <translation>{name}: {pixels} píxeles de referencia en {places} lugares</translation>
    </message>
    <message>
        <source>Too few polygons of this class, or none of anything else.</source>
        <translation>Muy pocos polígonos de esta clase, o ninguno de otra cosa.</translation>
    </message>
    <message>
        <source>All in one place, so it could not be tried on another.</source>
        <translation>Todos en un lugar, así que no se pudo probar en otro.</translation>
    </message>
    <message>
        <source>A new threshold did no better on the places left out.</source>
        <translation>Un umbral nuevo no mejoró en los lugares excluidos.</translation>
    </message>
    <message>
        <source>{title} ({file})</source>
        <translation>{title} ({file})</translation>
    </message>
    <message>
        <source>The background words cannot be saved.</source>
        <translation>No se pueden guardar las palabras de fondo.</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>Free some space, or check the folder of your QGIS profile.</source>
        <translation>Libere espacio, o revise la carpeta de su perfil de QGIS.</translation>
    </message>
    <message>
        <source>The name in the legend and in the table; it is searched too</source>
        <translation>El nombre en la leyenda y en la tabla; también se busca</translation>
    </message>
    <message>
        <source>for example: house, roof</source>
        <translation>por ejemplo: casa, tejado</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas between; each is searched</source>
        <translation>Otras palabras para la misma clase, separadas por comas; se busca cada una</translation>
    </message>
    <message>
        <source>Colour on the map; the arrow also offers to leave it to AerOSeg</source>
        <translation>Color en el mapa; la flecha ofrece también dejarlo a AerOSeg</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>Umbral propio</translation>
    </message>
    <message>
        <source>Otherwise the model's own threshold holds</source>
        <translation>Si no, vale el umbral del modelo</translation>
    </message>
    <message>
        <source>From 0 to 1: a pixel whose score for this class is lower gets no class</source>
        <translation>De 0 a 1: un píxel con una puntuación menor para esta clase no recibe clase</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>Otras palabras</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Una clase necesita un nombre.</translation>
    </message>
    <message>
        <source>A name cannot hold any of these signs: {signs}</source>
        <translation>Un nombre no puede contener ninguno de estos signos: {signs}</translation>
    </message>
    <message>
        <source>A word cannot hold any of these signs: {signs}</source>
        <translation>Una palabra no puede contener ninguno de estos signos: {signs}</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>«{name}» ya está en la lista.</translation>
    </message>
    <message>
        <source>This is what is none of the other classes; it is not drawn on the map.</source>
        <translation>Esto es lo que no pertenece a ninguna otra clase; no se dibuja en el mapa.</translation>
    </message>
    <message>
        <source>{n} names are in the list already.</source>
        <translation>{n} nombres ya están en la lista.</translation>
    </message>
    <message>
        <source>There was no name in it. Type for example “building, road”.</source>
        <translation>No había ningún nombre. Escriba por ejemplo «building, road».</translation>
    </message>
    <message>
        <source>Empty names were left out.</source>
        <translation>Se omitieron los nombres vacíos.</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>Quitar «{name}»</translation>
    </message>
    <message>
        <source>A class needs a name, so “{name}” was kept.</source>
        <translation>Una clase necesita un nombre, así que se conservó «{name}».</translation>
    </message>
    <message>
        <source>What is none of the other classes; it is not drawn on the map.</source>
        <translation>Lo que no pertenece a ninguna otra clase; no se dibuja en el mapa.</translation>
    </message>
    <message>
        <source>The same class: {names}</source>
        <translation>La misma clase: {names}</translation>
    </message>
    <message>
        <source>Own threshold: {value}. A pixel with a lower score gets no class.</source>
        <translation>Umbral propio: {value}. Un píxel con menor puntuación no recibe clase.</translation>
    </message>
    <message>
        <source>Double-click to edit.</source>
        <translation>Doble clic para editar.</translation>
    </message>
    <message>
        <source>Double-click to edit; click the colour to change it; Alt+Return for all.</source>
        <translation>Doble clic para editar; clic en el color para cambiarlo; Alt+Intro para todo.</translation>
    </message>
    <message>
        <source>not known to this model</source>
        <translation>desconocido para este modelo</translation>
    </message>
    <message>
        <source>Share of the last result</source>
        <translation>Parte del último resultado</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>no utilizable</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>My class lists</source>
        <translation>Mis listas de clases</translation>
    </message>
    <message>
        <source>Your saved lists. F2 or a double-click renames</source>
        <translation>Sus listas guardadas. F2 o doble clic cambia el nombre</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>Darle otro nombre</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>Put the file of this list into the trash</source>
        <translation>Poner el archivo de esta lista en la papelera</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Show the files, for example to copy them</source>
        <translation>Mostrar los archivos, por ejemplo para copiarlos</translation>
    </message>
    <message>
        <source>Delete the list “{name}”?</source>
        <translation>¿Eliminar la lista «{name}»?</translation>
    </message>
    <message>
        <source>Its file goes to the trash.</source>
        <translation>Su archivo va a la papelera.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>“{name}” is in the trash.</source>
        <translation>«{name}» está en la papelera.</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>«{name}» se eliminó.</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Última usada</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>Guardar esta lista…</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>La lista está vacía.</translation>
    </message>
    <message>
        <source>Open a list from a file…</source>
        <translation>Abrir una lista de un archivo…</translation>
    </message>
    <message>
        <source>A text file with one class on each line</source>
        <translation>Un archivo de texto con una clase en cada línea</translation>
    </message>
    <message>
        <source>Names from a layer…</source>
        <translation>Nombres de una capa…</translation>
    </message>
    <message>
        <source>Each different value of an attribute becomes a class</source>
        <translation>Cada valor de un atributo se vuelve una clase</translation>
    </message>
    <message>
        <source>Add to the list instead of replacing it</source>
        <translation>Añadir a la lista en vez de sustituirla</translation>
    </message>
    <message>
        <source>Either way, Undo brings the list back as it was.</source>
        <translation>En ambos casos, Deshacer devuelve la lista como estaba.</translation>
    </message>
    <message>
        <source>{list}: {names}</source>
        <translation>{list}: {names}</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Conjuntos de datos</translation>
    </message>
    <message>
        <source>Class lists of published data sets</source>
        <translation>Listas de clases de conjuntos de datos publicados</translation>
    </message>
    <message>
        <source>{n} classes</source>
        <translation>{n} clases</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>1 clase</translation>
    </message>
    <message>
        <source>With the published thresholds</source>
        <translation>Con los umbrales publicados</translation>
    </message>
    <message>
        <source>They were tuned for each data set with SegEarth-OV.</source>
        <translation>Se ajustaron para cada conjunto de datos con SegEarth-OV.</translation>
    </message>
    <message>
        <source>They were tuned for SegEarth-OV; the chosen model scores in another way.</source>
        <translation>Se ajustaron para SegEarth-OV; el modelo elegido puntúa de otra manera.</translation>
    </message>
    <message>
        <source>With the published colours</source>
        <translation>Con los colores publicados</translation>
    </message>
    <message>
        <source>The colours of the data set instead of AerOSeg's own</source>
        <translation>Los colores del conjunto de datos en vez de los de AerOSeg</translation>
    </message>
    <message>
        <source>My lists</source>
        <translation>Mis listas</translation>
    </message>
    <message>
        <source>Rename or delete…</source>
        <translation>Cambiar nombre o eliminar…</translation>
    </message>
    <message>
        <source>None yet: make a list and save it with the button beside this one.</source>
        <translation>Todavía ninguna: haga una lista y guárdela con el botón de al lado.</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Archivos recientes</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>y {n} más</translation>
    </message>
    <message>
        <source>Published threshold: {value}</source>
        <translation>Umbral publicado: {value}</translation>
    </message>
    <message>
        <source>“{file}” is longer than any list of names.</source>
        <translation>«{file}» es más largo que cualquier lista de nombres.</translation>
    </message>
    <message>
        <source>Choose a text file with one class name on each line.</source>
        <translation>Elija un archivo de texto con un nombre de clase en cada línea.</translation>
    </message>
    <message>
        <source>it is not a text in UTF-8</source>
        <translation>no es un texto en UTF-8</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be read.</source>
        <translation>No se puede leer la lista de clases «{file}».</translation>
    </message>
    <message>
        <source>There is no class name in “{file}”.</source>
        <translation>No hay ningún nombre de clase en «{file}».</translation>
    </message>
    <message>
        <source>“{file}” holds {n} names, and {most} is the most.</source>
        <translation>«{file}» contiene {n} nombres, y {most} es el máximo.</translation>
    </message>
    <message>
        <source>A list needs a name.</source>
        <translation>Una lista necesita un nombre.</translation>
    </message>
    <message>
        <source>There is a list “{name}” already.</source>
        <translation>Ya hay una lista «{name}».</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Elija otro nombre.</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be written.</source>
        <translation>No se puede escribir la lista de clases «{file}».</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Elija otra carpeta, o libere espacio.</translation>
    </message>
    <message>
        <source>“{file}” is no class raster.</source>
        <translation>«{file}» no es un ráster de clases.</translation>
    </message>
    <message>
        <source>Its values are not whole numbers.</source>
        <translation>Sus valores no son números enteros.</translation>
    </message>
    <message>
        <source>Choose the “classes.tif” of a run, or another raster of class numbers.</source>
        <translation>Elija el «classes.tif» de una ejecución, u otro ráster de números de clase.</translation>
    </message>
    <message>
        <source>“{file}” is no score raster.</source>
        <translation>«{file}» no es un ráster de puntuaciones.</translation>
    </message>
    <message>
        <source>Its tags are missing, or its bands do not fit its classes.</source>
        <translation>Faltan sus etiquetas, o sus bandas no encajan con sus clases.</translation>
    </message>
    <message>
        <source>Choose the unchanged “scores.tif” of a run.</source>
        <translation>Elija el «scores.tif» sin cambios de una ejecución.</translation>
    </message>
    <message>
        <source>“{file}” cannot be read.</source>
        <translation>No se puede leer «{file}».</translation>
    </message>
    <message>
        <source>It is gone, or no raster that QGIS can open.</source>
        <translation>Ya no está, o no es un ráster que QGIS pueda abrir.</translation>
    </message>
    <message>
        <source>Look whether the results folder still exists, or run again.</source>
        <translation>Mire si aún existe la carpeta de resultados, o ejecute de nuevo.</translation>
    </message>
    <message>
        <source>class {n}</source>
        <translation>clase {n}</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Color de la clase</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>Editar línea</translation>
    </message>
    <message>
        <source>Other words, colour, threshold…</source>
        <translation>Otras palabras, color, umbral…</translation>
    </message>
    <message>
        <source>Alt+Return</source>
        <translation>Alt+Intro</translation>
    </message>
    <message>
        <source>Change colour…</source>
        <translation>Cambiar color…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Supr</translation>
    </message>
    <message>
        <source>Copy all names</source>
        <translation>Copiar todos los nombres</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Quitar todo</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Burn edited polygons into the result</source>
        <translation>Grabar los polígonos editados en el resultado</translation>
    </message>
    <message>
        <source>Polygons whose classes are right; unsaved edits count too</source>
        <translation>Polígonos cuyas clases son correctas; también cuentan los cambios sin guardar</translation>
    </message>
    <message>
        <source>Names the class; “other”, or nothing, takes the class away</source>
        <translation>Nombra la clase; «other», o nada, quita la clase</translation>
    </message>
    <message>
        <source>Only selected polygons</source>
        <translation>Solo polígonos seleccionados</translation>
    </message>
    <message>
        <source>What lies in no polygon becomes “other”</source>
        <translation>Lo que no está en ningún polígono pasa a ser «other»</translation>
    </message>
    <message>
        <source>For an edited layer that holds all polygons of the result: removed ones are removed from the result too</source>
        <translation>Para una capa editada con todos los polígonos del resultado: los quitados se quitan también del resultado</translation>
    </message>
    <message>
        <source>Only pixels that change are kept as corrections, and hold at every threshold.</source>
        <translation>Solo los píxeles que cambian se guardan como correcciones, y valen con cualquier umbral.</translation>
    </message>
    <message>
        <source>Burn</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>The polygons were not burnt into the result.</source>
        <translation>Los polígonos no se grabaron en el resultado.</translation>
    </message>
    <message>
        <source>The field “{field}” holds {names}, and the classes are {classes}.</source>
        <translation>El campo «{field}» contiene {names}, y las clases son {classes}.</translation>
    </message>
    <message>
        <source>Choose another field, or correct the names.</source>
        <translation>Elija otro campo, o corrija los nombres.</translation>
    </message>
    <message>
        <source>“{layer}” holds no polygon.</source>
        <translation>«{layer}» no contiene ningún polígono.</translation>
    </message>
    <message>
        <source>Draw polygons first, or choose another layer.</source>
        <translation>Dibuje primero polígonos, o elija otra capa.</translation>
    </message>
    <message>
        <source>AerOSeg: burning polygons</source>
        <translation>AerOSeg: grabando polígonos</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {error}.</source>
        <translation>No se puede escribir «{file}»: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or make the results folder writable.</source>
        <translation>Libere espacio, o haga que se pueda escribir en la carpeta de resultados.</translation>
    </message>
    <message>
        <source>Stop the run; what is finished is kept, to go on later</source>
        <translation>Detener la ejecución; lo terminado se conserva, para continuar después</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>Hay una ejecución en marcha.</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Elija primero un modelo.</translation>
    </message>
    <message>
        <source>Segment  ({keys})</source>
        <translation>Segmentar  ({keys})</translation>
    </message>
    <message>
        <source>Find the classes in the image</source>
        <translation>Encontrar las clases en la imagen</translation>
    </message>
    <message>
        <source>Add maps of what the model sees in each name, step by step, above the image</source>
        <translation>Añadir sobre la imagen mapas de lo que el modelo ve en cada nombre, paso a paso</translation>
    </message>
    <message>
        <source>starting the worker</source>
        <translation>iniciando el proceso de cálculo</translation>
    </message>
    <message>
        <source>Asked again in {time}.</source>
        <translation>Preguntado de nuevo en {time}.</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>Listo en {time}.</translation>
    </message>
    <message>
        <source>Correlation layers in {time}. {names}</source>
        <translation>Capas de correlación en {time}. {names}</translation>
    </message>
    <message>
        <source>The list has changed; Segment asks again.</source>
        <translation>La lista cambió; «Segmentar» pregunta de nuevo.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was added to the project.</source>
        <translation>Cancelado. No se añadió nada al proyecto.</translation>
    </message>
    <message>
        <source>AerOSeg</source>
        <translation>AerOSeg</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Undo in the list</source>
        <translation>Deshacer en la lista</translation>
    </message>
    <message>
        <source>Redo in the list</source>
        <translation>Rehacer en la lista</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Listas</translation>
    </message>
    <message>
        <source>Ready lists: general ones, your own, those of data sets</source>
        <translation>Listas preparadas: generales, propias y de conjuntos de datos</translation>
    </message>
    <message>
        <source>Save this list, to take it again from the presets</source>
        <translation>Guardar esta lista, para tomarla de nuevo de las listas preparadas</translation>
    </message>
    <message>
        <source>The names to look for. Double-click to edit, Delete to remove</source>
        <translation>Los nombres que se buscan. Doble clic para editar, Supr para quitar</translation>
    </message>
    <message>
        <source>Type names below, or take one of these:</source>
        <translation>Escriba nombres abajo, o tome una de estas:</translation>
    </message>
    <message>
        <source>Type a name, Enter adds, commas split</source>
        <translation>Un nombre, Intro añade, coma separa</translation>
    </message>
    <message>
        <source>Class names, for example: building, road. Other words for the same class go behind a bar: building | house | roof. Several lines can be pasted.</source>
        <translation>Nombres de clases, por ejemplo: building, road. Otras palabras para la misma clase van tras una barra: building | house | roof. Se pueden pegar varias líneas.</translation>
    </message>
    <message>
        <source>The model that answers. Add your own in the options</source>
        <translation>El modelo que responde. Añada el suyo en las opciones</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Compare with background words</source>
        <translation>Comparar con palabras de fondo</translation>
    </message>
    <message>
        <source>Which words these are: options, Background words</source>
        <translation>Qué palabras son: opciones, Palabras de fondo</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>More to do with the image and the names</source>
        <translation>Más que hacer con la imagen y los nombres</translation>
    </message>
    <message>
        <source>Show &amp;correlation layers</source>
        <translation>Mostrar capas de &amp;correlación</translation>
    </message>
    <message>
        <source>&amp;Ask again when the list changes</source>
        <translation>&amp;Preguntar de nuevo cuando cambie la lista</translation>
    </message>
    <message>
        <source>By itself, and only where the image is encoded already: it takes a moment</source>
        <translation>Por sí solo, y solo donde la imagen ya está codificada: tarda un momento</translation>
    </message>
    <message>
        <source>Runs: open, repeat or take over what was run before</source>
        <translation>Ejecuciones: abrir, repetir o retomar lo ya calculado</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>Cuánto lleva la ejecución</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>unos {size}</translation>
    </message>
    <message>
        <source>“{title}” needs the file {files}, from {host}.</source>
        <translation>«{title}» necesita el archivo {files}, de {host}.</translation>
    </message>
    <message>
        <source>Nobody states a checksum for it, so it cannot be checked that this first download is what its publisher meant.</source>
        <translation>Nadie indica su suma de comprobación, así que no se puede comprobar que esta primera descarga sea lo que quiso su editor.</translation>
    </message>
    <message>
        <source>AerOSeg reads the file as data and never runs anything in it. Its checksum is remembered, and later downloads must be the same.</source>
        <translation>AerOSeg lee el archivo como datos y nunca ejecuta nada de él. Se recuerda su suma de comprobación, y las descargas posteriores deben ser iguales.</translation>
    </message>
    <message>
        <source>Terms of use: {licence}.</source>
        <translation>Condiciones de uso: {licence}.</translation>
    </message>
    <message>
        <source>Fetch the weights of this model</source>
        <translation>Traer los pesos de este modelo</translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation>Tengo los archivos…</translation>
    </message>
    <message>
        <source>Use weights that are on this computer already; the files stay where they are</source>
        <translation>Usar pesos que ya están en este ordenador; los archivos se quedan donde están</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>Cuánto lleva la descarga</translation>
    </message>
    <message>
        <source>Pause download</source>
        <translation>Pausar la descarga</translation>
    </message>
    <message>
        <source>Stop; what has come is kept, and the next download goes on</source>
        <translation>Detener; lo que llegó se conserva, y la próxima descarga continúa</translation>
    </message>
    <message>
        <source>“{title}” is being downloaded.</source>
        <translation>«{title}» se está descargando.</translation>
    </message>
    <message>
        <source>Download, {size}</source>
        <translation>Descargar, {size}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Go on with the download ({share} here)</source>
        <translation>Continuar la descarga ({share} ya está)</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Montar</translation>
    </message>
    <message>
        <source>Another model is being downloaded; this one can follow.</source>
        <translation>Se está descargando otro modelo; este puede seguir después.</translation>
    </message>
    <message>
        <source>The weights of this model are public and not on this computer yet.</source>
        <translation>Los pesos de este modelo son públicos y aún no están en este ordenador.</translation>
    </message>
    <message>
        <source>Terms: {licence}.</source>
        <translation>Condiciones: {licence}.</translation>
    </message>
    <message>
        <source>Download a file that cannot be checked?</source>
        <translation>¿Descargar un archivo que no se puede comprobar?</translation>
    </message>
    <message>
        <source>Choose the published files</source>
        <translation>Elegir los archivos publicados</translation>
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
        <translation>Sin red, póngalos en {folder}</translation>
    </message>
    <message>
        <source>The files are here; the model is made of them</source>
        <translation>Los archivos están aquí; el modelo se hace con ellos</translation>
    </message>
    <message>
        <source>{build}: {download} to download, {disk} on disk</source>
        <translation>{build}: {download} de descarga, {disk} en disco</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Procesador (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>GPU NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>GPU de Apple (MPS)</translation>
    </message>
    <message>
        <source>This Mac's GPU computes several times faster.</source>
        <translation>La GPU de este Mac calcula varias veces más rápido.</translation>
    </message>
    <message>
        <source>“{gpu}” computes many times faster than the processor.</source>
        <translation>«{gpu}» calcula muchas veces más rápido que el procesador.</translation>
    </message>
    <message>
        <source>No NVIDIA GPU was found on this computer.</source>
        <translation>No se encontró ninguna GPU NVIDIA en este ordenador.</translation>
    </message>
    <message>
        <source>The driver {driver} of “{gpu}” is too old for CUDA: {oldest} is needed.</source>
        <translation>El controlador {driver} de «{gpu}» es demasiado antiguo para CUDA: se necesita {oldest}.</translation>
    </message>
    <message>
        <source>Smaller, and slower.</source>
        <translation>Más pequeño, y más lento.</translation>
    </message>
    <message>
        <source>The AerOSeg worker cannot be started.</source>
        <translation>No se puede iniciar el proceso de cálculo de AerOSeg.</translation>
    </message>
    <message>
        <source>Its Python “{path}” does not exist any more.</source>
        <translation>Su Python «{path}» ya no existe.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Environment tab.</source>
        <translation>Elija otro en las opciones de AerOSeg, pestaña Entorno.</translation>
    </message>
    <message>
        <source>This Python was not checked.</source>
        <translation>Este Python no se comprobó.</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>No hay ningún archivo «{path}».</translation>
    </message>
    <message>
        <source>Choose the program file, for example “.venv/bin/python”.</source>
        <translation>Elija el archivo del programa, por ejemplo «.venv/bin/python».</translation>
    </message>
    <message>
        <source>The worker gave an answer that does not fit.</source>
        <translation>La respuesta del proceso de cálculo no encaja.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet.</source>
        <translation>AerOSeg aún no tiene Python para su modelo.</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS.</source>
        <translation>El modelo funciona en un Python propio, con PyTorch, aparte de QGIS.</translation>
    </message>
    <message>
        <source>Click “Install”, or choose an existing Python with PyTorch.</source>
        <translation>Haga clic en «Instalar», o elija un Python existente con PyTorch.</translation>
    </message>
    <message>
        <source>A package was not found.</source>
        <translation>No se encontró un paquete.</translation>
    </message>
    <message>
        <source>Choose another folder of packages, or leave it empty to use the network.</source>
        <translation>Elija otra carpeta de paquetes, o déjela vacía para usar la red.</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>Comprobando {file}</translation>
    </message>
    <message>
        <source>A downloaded package was refused.</source>
        <translation>Se rechazó un paquete descargado.</translation>
    </message>
    <message>
        <source>“{file}” is not the file that the package index lists.</source>
        <translation>«{file}» no es el archivo que indica el índice de paquetes.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something on the way changes files.</source>
        <translation>Inténtelo de nuevo; si sigue así, algo cambia los archivos por el camino.</translation>
    </message>
    <message>
        <source>The packages were not downloaded completely.</source>
        <translation>Los paquetes no se descargaron del todo.</translation>
    </message>
    <message>
        <source>“{file}” could not be fetched from {host}: {why}.</source>
        <translation>No se pudo traer «{file}» de {host}: {why}.</translation>
    </message>
    <message>
        <source>What has come is kept. Look after the network and try again; it then goes on.</source>
        <translation>Lo que llegó se conserva. Revise la red e inténtelo de nuevo; entonces continúa.</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}” ({free} are free).</source>
        <translation>No queda espacio en «{folder}» ({free} libres).</translation>
    </message>
    <message>
        <source>Make room, or choose another folder in the options, Environment tab.</source>
        <translation>Haga sitio, o elija otra carpeta en las opciones, pestaña Entorno.</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>No se puede escribir en «{folder}»: {error}.</translation>
    </message>
    <message>
        <source>Choose another folder in the options, Environment tab.</source>
        <translation>Elija otra carpeta en las opciones, pestaña Entorno.</translation>
    </message>
    <message>
        <source>The environment was not made, and nothing of it was kept.</source>
        <translation>El entorno no se creó, y no se conservó nada de él.</translation>
    </message>
    <message>
        <source>preparing the installer</source>
        <translation>preparando la instalación</translation>
    </message>
    <message>
        <source>making the environment</source>
        <translation>creando el entorno</translation>
    </message>
    <message>
        <source>The environment was not made.</source>
        <translation>El entorno no se creó.</translation>
    </message>
    <message>
        <source>“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.</source>
        <translation>«{path}» no es un Python 3.10 a 3.14 (64 bits) que funcione aquí.</translation>
    </message>
    <message>
        <source>Choose another one, or leave the field empty.</source>
        <translation>Elija otro, o deje el campo vacío.</translation>
    </message>
    <message>
        <source>comparing with what is here</source>
        <translation>comparando con lo que hay</translation>
    </message>
    <message>
        <source>Looking at the packages</source>
        <translation>Examinando los paquetes</translation>
    </message>
    <message>
        <source>installing {n} packages</source>
        <translation>instalando {n} paquetes</translation>
    </message>
    <message>
        <source>choosing the packages</source>
        <translation>eligiendo los paquetes</translation>
    </message>
    <message>
        <source>waiting for your answer</source>
        <translation>esperando su respuesta</translation>
    </message>
    <message>
        <source>fetching and installing the packages</source>
        <translation>descargando e instalando los paquetes</translation>
    </message>
    <message>
        <source>It needs {needed} in “{folder}”, and {free} are free.</source>
        <translation>Necesita {needed} en «{folder}», y hay {free} libres.</translation>
    </message>
    <message>
        <source>downloading, {done} of {total}</source>
        <translation>descargando, {done} de {total}</translation>
    </message>
    <message>
        <source>The environment was not changed as asked.</source>
        <translation>El entorno no se cambió como se pidió.</translation>
    </message>
    <message>
        <source>The installer met an error that it does not know: {error}.</source>
        <translation>La instalación encontró un error que no conoce: {error}.</translation>
    </message>
    <message>
        <source>The log has the details; report them with “Copy diagnostics”.</source>
        <translation>El registro tiene los detalles; comuníquelos con «Copiar diagnóstico».</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>comenzando</translation>
    </message>
    <message>
        <source>The environment was not changed.</source>
        <translation>El entorno no se cambió.</translation>
    </message>
    <message>
        <source>Another QGIS is installing into “{folder}”.</source>
        <translation>Otro QGIS está instalando en «{folder}».</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>Espere a que termine e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>looking at every file</source>
        <translation>examinando cada archivo</translation>
    </message>
    <message>
        <source>loading the libraries</source>
        <translation>cargando las bibliotecas</translation>
    </message>
    <message>
        <source>segmenting a tile</source>
        <translation>segmentando una tesela</translation>
    </message>
    <message>
        <source>removing the environment</source>
        <translation>eliminando el entorno</translation>
    </message>
    <message>
        <source>Removing the environment</source>
        <translation>Eliminando el entorno</translation>
    </message>
    <message>
        <source>“{package}” lacks its file “{file}”, or it was changed.</source>
        <translation>A «{package}» le falta su archivo «{file}», o fue modificado.</translation>
    </message>
    <message>
        <source>{n} files of {names} are missing or were changed, “{file}” among them.</source>
        <translation>{n} archivos de {names} faltan o fueron modificados, entre ellos «{file}».</translation>
    </message>
    <message>
        <source>The environment is damaged.</source>
        <translation>El entorno está dañado.</translation>
    </message>
    <message>
        <source>Click “Repair”: only what is damaged is fetched again.</source>
        <translation>Haga clic en «Reparar»: solo se trae de nuevo lo dañado.</translation>
    </message>
    <message>
        <source>There is no Python in “{folder}”.</source>
        <translation>No hay Python en «{folder}».</translation>
    </message>
    <message>
        <source>Click “Repair” to make it anew.</source>
        <translation>Haga clic en «Reparar» para hacerlo de nuevo.</translation>
    </message>
    <message>
        <source>{build}, PyTorch {torch}, Python {python}, {size}</source>
        <translation>{build}, PyTorch {torch}, Python {python}, {size}</translation>
    </message>
    <message>
        <source>No Python {oldest} to {newest} was found here, and none could be fetched.</source>
        <translation>No se encontró aquí ningún Python {oldest} a {newest}, y no se pudo traer ninguno.</translation>
    </message>
    <message>
        <source>Install a Python from your system's packages or python.org, then try again.</source>
        <translation>Instale un Python de los paquetes de su sistema o de python.org, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The packages could not be chosen.</source>
        <translation>No se pudieron elegir los paquetes.</translation>
    </message>
    <message>
        <source>The installer's answer was not understood: {error}.</source>
        <translation>No se entendió la respuesta del instalador: {error}.</translation>
    </message>
    <message>
        <source>Update AerOSeg, and report this with “Copy diagnostics”.</source>
        <translation>Actualice AerOSeg, y comuníquelo con «Copiar diagnóstico».</translation>
    </message>
    <message>
        <source>The installer “uv” could not be fetched, and no Python with “venv” was found.</source>
        <translation>No se pudo traer el instalador «uv», y no se encontró ningún Python con «venv».</translation>
    </message>
    <message>
        <source>Connect to the network, put a file “uv-….whl” into the folder of packages, or install Python (on Debian and Ubuntu the package python3-venv).</source>
        <translation>Conéctese a la red, ponga un archivo «uv-….whl» en la carpeta de paquetes, o instale Python (en Debian y Ubuntu el paquete python3-venv).</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}”.</source>
        <translation>No queda espacio en «{folder}».</translation>
    </message>
    <message>
        <source>The folder of packages is not complete.</source>
        <translation>La carpeta de paquetes no está completa.</translation>
    </message>
    <message>
        <source>“{name}” is missing in it, or does not fit this Python.</source>
        <translation>Falta «{name}» en ella, o no sirve para este Python.</translation>
    </message>
    <message>
        <source>Fill the folder as docs/install.md says, on a computer of the same kind.</source>
        <translation>Llene la carpeta como dice docs/install.md, en un ordenador del mismo tipo.</translation>
    </message>
    <message>
        <source>The packages were not downloaded.</source>
        <translation>Los paquetes no se descargaron.</translation>
    </message>
    <message>
        <source>The package index could not be reached.</source>
        <translation>No se pudo llegar al índice de paquetes.</translation>
    </message>
    <message>
        <source>Look after the network and QGIS's proxy settings, then try again.</source>
        <translation>Revise la red y el proxy en los ajustes de QGIS, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The packages were not installed.</source>
        <translation>Los paquetes no se instalaron.</translation>
    </message>
    <message>
        <source>The installer said: {line}</source>
        <translation>El instalador dijo: {line}</translation>
    </message>
    <message>
        <source>fetching the installer “uv”</source>
        <translation>trayendo el instalador «uv»</translation>
    </message>
    <message>
        <source>The libraries do not load.</source>
        <translation>Las bibliotecas no se cargan.</translation>
    </message>
    <message>
        <source>The model does not run in it.</source>
        <translation>El modelo no funciona en él.</translation>
    </message>
    <message>
        <source>The environment does not work.</source>
        <translation>El entorno no funciona.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, report it with “Copy diagnostics”.</source>
        <translation>Inténtelo de nuevo; si sigue así, comuníquelo con «Copiar diagnóstico».</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS. It is made here, in a folder of yours, and QGIS's own Python is never changed.</source>
        <translation>El modelo funciona en un Python propio, con PyTorch, aparte de QGIS. Se crea aquí, en una carpeta suya, y el Python de QGIS nunca se cambia.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Copiar diagnóstico</translation>
    </message>
    <message>
        <source>Copy versions, device, environment and the last log lines, without your paths</source>
        <translation>Copiar versiones, dispositivo, entorno y las últimas líneas del registro, sin sus rutas</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este ordenador</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>Espacio libre en disco</translation>
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
        <translation>Entorno del modelo</translation>
    </message>
    <message>
        <source>Which build of PyTorch; the recommended one is first</source>
        <translation>Qué variante de PyTorch; la recomendada está primero</translation>
    </message>
    <message>
        <source>Choose the folder of the environment</source>
        <translation>Elegir la carpeta del entorno</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: a folder of your own</source>
        <translation>Dónde está el entorno; vacío: una carpeta propia</translation>
    </message>
    <message>
        <source>Choose the folder of packages</source>
        <translation>Elegir la carpeta de paquetes</translation>
    </message>
    <message>
        <source>For a computer without network: a folder of package files (.whl). Else empty</source>
        <translation>Para un ordenador sin red: una carpeta de archivos de paquetes (.whl). Si no, vacío</translation>
    </message>
    <message>
        <source>from the network</source>
        <translation>de la red</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>Fetch the packages and put them into the folder</source>
        <translation>Traer los paquetes y ponerlos en la carpeta</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Look at every file, load the libraries, segment a tile</source>
        <translation>Examinar cada archivo, cargar las bibliotecas, segmentar una tesela</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>Remove the environment and all that was fetched for it</source>
        <translation>Eliminar el entorno y todo lo que se trajo para él</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>What the installer said</source>
        <translation>Lo que dijo el instalador</translation>
    </message>
    <message>
        <source>Use an existing Python instead</source>
        <translation>Usar en su lugar un Python existente</translation>
    </message>
    <message>
        <source>Choose a Python</source>
        <translation>Elegir un Python</translation>
    </message>
    <message>
        <source>The Python program for the model; empty: found by itself</source>
        <translation>El programa Python para el modelo; vacío: se encuentra solo</translation>
    </message>
    <message>
        <source>Start the worker with this Python and let it load its libraries</source>
        <translation>Iniciar el proceso de cálculo con este Python y hacer que cargue sus bibliotecas</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <source>Install again</source>
        <translation>Instalar de nuevo</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>PyTorch has no build for this computer.</source>
        <translation>PyTorch no tiene variante para este ordenador.</translation>
    </message>
    <message>
        <source>Not made yet. {size} are here from the last try.</source>
        <translation>Aún no creado. {size} están aquí del último intento.</translation>
    </message>
    <message>
        <source>Not made yet.</source>
        <translation>Aún no creado.</translation>
    </message>
    <message>
        <source>The environment is damaged. Click “Repair”.</source>
        <translation>El entorno está dañado. Haga clic en «Reparar».</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Click “Update”. Now: {what}.</source>
        <translation>AerOSeg es más nuevo que sus paquetes. Haga clic en «Actualizar». Ahora: {what}.</translation>
    </message>
    <message>
        <source>Ready: {what}.</source>
        <translation>Listo: {what}.</translation>
    </message>
    <message>
        <source>no GPU that PyTorch can use was found</source>
        <translation>no se encontró ninguna GPU que PyTorch pueda usar</translation>
    </message>
    <message>
        <source>{name}, driver {driver}, {memory}</source>
        <translation>{name}, controlador {driver}, {memory}</translation>
    </message>
    <message>
        <source>none that fits; one is fetched, 30 MB</source>
        <translation>ninguno que sirva; se trae uno, 30 MB</translation>
    </message>
    <message>
        <source>{build} (recommended)</source>
        <translation>{build} (recomendado)</translation>
    </message>
    <message>
        <source>Remove the environment?</source>
        <translation>¿Eliminar el entorno?</translation>
    </message>
    <message>
        <source>{size} in “{folder}” are removed. Models, results and settings stay.</source>
        <translation>Se eliminan {size} en «{folder}». Los modelos, resultados y ajustes se quedan.</translation>
    </message>
    <message>
        <source>Copied. Paste it into your report.</source>
        <translation>Copiado. Péguelo en su informe.</translation>
    </message>
    <message>
        <source>Checking, which takes some seconds…</source>
        <translation>Comprobando, tarda unos segundos…</translation>
    </message>
    <message>
        <source>This Python works. Device: {name} ({why}). {libraries}.</source>
        <translation>Este Python funciona. Dispositivo: {name} ({why}). {libraries}.</translation>
    </message>
    <message>
        <source>The picture of “{name}” could not be written.</source>
        <translation>No se pudo escribir la imagen de «{name}».</translation>
    </message>
    <message>
        <source>The folder “{folder}” gave an error: {error}.</source>
        <translation>La carpeta «{folder}» dio un error: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or choose another results folder in the options.</source>
        <translation>Libere espacio, o elija otra carpeta de resultados en las opciones.</translation>
    </message>
    <message>
        <source>Some pictures of “{name}” did not come; those places have no result. {why}</source>
        <translation>Algunas imágenes de «{name}» no llegaron; esos lugares no tienen resultado. {why}</translation>
    </message>
    <message>
        <source>“{name}” gave an empty picture.</source>
        <translation>«{name}» dio una imagen vacía.</translation>
    </message>
    <message>
        <source>Its server sent nothing for this area, or cannot be reached.</source>
        <translation>Su servidor no envió nada para esta zona, o no se puede llegar a él.</translation>
    </message>
    <message>
        <source>Check that the map shows the layer here, then run again.</source>
        <translation>Compruebe que el mapa muestra la capa aquí y ejecute de nuevo.</translation>
    </message>
    <message>
        <source>“{name}” has no pixels in this area.</source>
        <translation>«{name}» no tiene píxeles en esta zona.</translation>
    </message>
    <message>
        <source>Everything here is transparent or nodata.</source>
        <translation>Aquí todo es transparente o sin datos.</translation>
    </message>
    <message>
        <source>Move the map to where the image is.</source>
        <translation>Mueva el mapa a donde está la imagen.</translation>
    </message>
    <message>
        <source>AerOSeg: reading “{name}”</source>
        <translation>AerOSeg: leyendo «{name}»</translation>
    </message>
    <message>
        <source>The places cannot be brought to the coordinates of the image.</source>
        <translation>Los lugares no se pueden llevar a las coordenadas de la imagen.</translation>
    </message>
    <message>
        <source>Check the coordinate systems of both layers.</source>
        <translation>Compruebe los sistemas de coordenadas de ambas capas.</translation>
    </message>
    <message>
        <source>The places could not be handed to the model.</source>
        <translation>No se pudieron pasar los lugares al modelo.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>No se puede escribir «{path}»: {error}.</translation>
    </message>
    <message>
        <source>Free some space on the disk of the temporary folder.</source>
        <translation>Libere espacio en el disco de la carpeta temporal.</translation>
    </message>
    <message>
        <source>The figures of the result cannot be counted.</source>
        <translation>No se pueden contar las cifras del resultado.</translation>
    </message>
    <message>
        <source>AerOSeg: counting the result</source>
        <translation>AerOSeg: contando el resultado</translation>
    </message>
    <message>
        <source>AerOSeg help</source>
        <translation>Ayuda de AerOSeg</translation>
    </message>
    <message>
        <source>The page “{page}” did not come with this installation.</source>
        <translation>La página «{page}» no vino con esta instalación.</translation>
    </message>
    <message>
        <source>Correlation: {image}, {names}</source>
        <translation>Correlación: {image}, {names}</translation>
    </message>
    <message>
        <source>The maps were not added.</source>
        <translation>No se añadieron los mapas.</translation>
    </message>
    <message>
        <source>QGIS cannot read “{path}”.</source>
        <translation>QGIS no puede leer «{path}».</translation>
    </message>
    <message>
        <source>Try again; if it repeats, look at the log.</source>
        <translation>Inténtelo de nuevo; si se repite, mire el registro.</translation>
    </message>
    <message>
        <source>{title} of “{name}”. {meaning} File: {file}.</source>
        <translation>{title} de «{name}». {meaning} Archivo: {file}.</translation>
    </message>
    <message>
        <source>Cosine of picture and name. What follows may read either sign: with the built-in model low means a match.</source>
        <translation>Coseno de imagen y nombre. Lo que sigue puede leer ambos signos: con el modelo incluido, bajo significa coincidencia.</translation>
    </message>
    <message>
        <source>Score of the class, from 0 to 1.</source>
        <translation>Puntuación de la clase, de 0 a 1.</translation>
    </message>
    <message>
        <source>High means more of this class to the decoder.</source>
        <translation>Alto significa más de esta clase para el decodificador.</translation>
    </message>
    <message>
        <source>Make the environment for the model</source>
        <translation>Crear el entorno del modelo</translation>
    </message>
    <message>
        <source>More choices…</source>
        <translation>Más opciones…</translation>
    </message>
    <message>
        <source>Other builds, another folder, a computer without network: options, Environment</source>
        <translation>Otras variantes, otra carpeta, un ordenador sin red: opciones, Entorno</translation>
    </message>
    <message>
        <source>Use an existing Python…</source>
        <translation>Usar un Python existente…</translation>
    </message>
    <message>
        <source>Choose a Python that has PyTorch and the other packages</source>
        <translation>Elegir un Python que tenga PyTorch y los otros paquetes</translation>
    </message>
    <message>
        <source>Install ({size})</source>
        <translation>Instalar ({size})</translation>
    </message>
    <message>
        <source>The environment for the model is being made. You can go on working.</source>
        <translation>Se está creando el entorno del modelo. Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Update them: only what changed is fetched.</source>
        <translation>AerOSeg es más nuevo que sus paquetes. Actualícelos: solo se trae lo que cambió.</translation>
    </message>
    <message>
        <source>The environment for the model is damaged. Repair it.</source>
        <translation>El entorno del modelo está dañado. Repárelo.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. Looking at this computer…</source>
        <translation>AerOSeg aún no tiene Python para su modelo. Examinando este ordenador…</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet, and PyTorch has no build for this computer. Choose an existing Python with PyTorch if you have one.</source>
        <translation>AerOSeg aún no tiene Python para su modelo, y PyTorch no tiene variante para este ordenador. Elija un Python existente con PyTorch si lo tiene.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. It needs PyTorch, once, in a folder of its own: {download} to download, {disk} on disk. QGIS's own Python is not touched.</source>
        <translation>AerOSeg aún no tiene Python para su modelo. Necesita PyTorch, una vez, en una carpeta propia: {download} de descarga, {disk} en disco. El Python de QGIS no se toca.</translation>
    </message>
    <message>
        <source>{size} are here from the last try.</source>
        <translation>{size} están aquí del último intento.</translation>
    </message>
    <message>
        <source>How far the installation is</source>
        <translation>Cuánto lleva la instalación</translation>
    </message>
    <message>
        <source>Stop; what was downloaded is kept, and the next try goes on</source>
        <translation>Detener; lo descargado se conserva, y el próximo intento continúa</translation>
    </message>
    <message>
        <source>A larger download than expected</source>
        <translation>Una descarga mayor de lo esperado</translation>
    </message>
    <message>
        <source>The build that was proposed cannot be had from here. The package index offers another one, of {size}.</source>
        <translation>La variante propuesta no se puede obtener desde aquí. El índice de paquetes ofrece otra, de {size}.</translation>
    </message>
    <message>
        <source>It works as well, but takes more time and more disk space.</source>
        <translation>Funciona igual, pero necesita más tiempo y más espacio en disco.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Descargar {size}</translation>
    </message>
    <message>
        <source>AerOSeg: a large area</source>
        <translation>AerOSeg: una zona grande</translation>
    </message>
    <message>
        <source>This area is {size} at {gsd} per pixel.</source>
        <translation>Esta zona mide {size} a {gsd} por píxel.</translation>
    </message>
    <message>
        <source>Use {gsd}</source>
        <translation>Usar {gsd}</translation>
    </message>
    <message>
        <source>Run it all</source>
        <translation>Calcular todo</translation>
    </message>
    <message>
        <source>It has {tiles} tiles; it takes {time} on this computer and up to {disk} on disk.</source>
        <translation>Tiene {tiles} teselas; tarda {time} en este ordenador y ocupa hasta {disk} en disco.</translation>
    </message>
    <message>
        <source>It asks the server for {n} map tiles, {rate} a second at most.</source>
        <translation>Pide al servidor {n} teselas de mapa, {rate} por segundo como máximo.</translation>
    </message>
    <message>
        <source>That is {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>Son {n} teselas de mapa del servidor, más de lo que es correcto pedir.</translation>
    </message>
    <message>
        <source>Zoom in for a smaller area.</source>
        <translation>Acérquese para una zona menor.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but the model was made for {made} and may find little. Zooming in is better.</source>
        <translation>A {gsd} por píxel tarda {time}, pero el modelo se hizo para {made} y quizá encuentre poco. Es mejor acercarse.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but small things may be missed. Zooming in keeps them.</source>
        <translation>A {gsd} por píxel tarda {time}, pero pueden perderse cosas pequeñas. Acercarse las conserva.</translation>
    </message>
    <message>
        <source>&amp;Teach a word…</source>
        <translation>&amp;Enseñar una palabra…</translation>
    </message>
    <message>
        <source>Show in a few places what a word means, known or not</source>
        <translation>Mostrar en unos lugares qué significa una palabra, conocida o no</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>&amp;Calibrar…</translation>
    </message>
    <message>
        <source>Fit the thresholds of the classes on polygons of which you know them</source>
        <translation>Ajustar los umbrales de las clases con polígonos cuya clase conoce</translation>
    </message>
    <message>
        <source>A word is being taught already.</source>
        <translation>Ya se está enseñando una palabra.</translation>
    </message>
    <message>
        <source>Choose a model that is ready first.</source>
        <translation>Elija primero un modelo que esté listo.</translation>
    </message>
    <message>
        <source>Words cannot be taught to this kind of model.</source>
        <translation>A este tipo de modelo no se le pueden enseñar palabras.</translation>
    </message>
    <message>
        <source>Teach this word…</source>
        <translation>Enseñar esta palabra…</translation>
    </message>
    <message>
        <source>Show in a few places what the word means</source>
        <translation>Mostrar en unos lugares qué significa la palabra</translation>
    </message>
    <message>
        <source>Forget what was taught</source>
        <translation>Olvidar lo enseñado</translation>
    </message>
    <message>
        <source>“{name}” is kept: from now on it means what you showed.</source>
        <translation>«{name}» se conserva: desde ahora significa lo que usted mostró.</translation>
    </message>
    <message>
        <source>What was learned is discarded.</source>
        <translation>Lo aprendido se descartó.</translation>
    </message>
    <message>
        <source>Forget a word</source>
        <translation>Olvidar una palabra</translation>
    </message>
    <message>
        <source>Forget what “{name}” was taught from {n} places? This cannot be undone.</source>
        <translation>¿Olvidar lo que «{name}» aprendió de {n} lugares? No se puede deshacer.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
    <message>
        <source>{n} classes of the list were changed.</source>
        <translation>Se cambiaron {n} clases de la lista.</translation>
    </message>
    <message>
        <source>One class of the list was changed.</source>
        <translation>Se cambió una clase de la lista.</translation>
    </message>
    <message>
        <source>“{name}” is not known to the model “{model}” and gets no pixel.</source>
        <translation>El modelo «{model}» no conoce «{name}», que no recibe ningún píxel.</translation>
    </message>
    <message>
        <source>{n} names are not known to the model “{model}” and get no pixel. Point at one to see which models know it.</source>
        <translation>El modelo «{model}» no conoce {n} nombres, que no reciben ningún píxel. Señale uno para ver qué modelos lo conocen.</translation>
    </message>
    <message>
        <source>Without background words each pixel gets one of your names. Switch them on, or add “background” to the list.</source>
        <translation>Sin palabras de fondo cada píxel recibe uno de sus nombres. Actívelas, o añada «background» a la lista.</translation>
    </message>
    <message>
        <source>“{file}” cannot be written.</source>
        <translation>No se puede escribir «{file}».</translation>
    </message>
    <message>
        <source>{name} (not known to this model)</source>
        <translation>{name} (desconocido para este modelo)</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>inseguro</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>seguro</translation>
    </message>
    <message>
        <source>One more model…</source>
        <translation>Un modelo más…</translation>
    </message>
    <message>
        <source>{n} more models…</source>
        <translation>{n} modelos más…</translation>
    </message>
    <message>
        <source>Models whose weights are not here, and how to get them: options, Models</source>
        <translation>Modelos cuyos pesos no están aquí, y cómo conseguirlos: opciones, Modelos</translation>
    </message>
    <message>
        <source>looking for models…</source>
        <translation>buscando modelos…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>ningún modelo</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>listo</translation>
    </message>
    <message>
        <source>needs download</source>
        <translation>falta descargarlo</translation>
    </message>
    <message>
        <source>needs weights</source>
        <translation>faltan los pesos</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>dañado</translation>
    </message>
    <message>
        <source>State: {state}. {reason}</source>
        <translation>Estado: {state}. {reason}</translation>
    </message>
    <message>
        <source>Names: any (open vocabulary)</source>
        <translation>Nombres: cualquiera (vocabulario abierto)</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} y {n} más</translation>
    </message>
    <message>
        <source>Names ({n}): {names}</source>
        <translation>Nombres ({n}): {names}</translation>
    </message>
    <message>
        <source>Works best at {gsd} per pixel; tiles of {tile} px</source>
        <translation>Funciona mejor a {gsd} por píxel; teselas de {tile} px</translation>
    </message>
    <message>
        <source>Needs: {needs}</source>
        <translation>Necesita: {needs}</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nada más</translation>
    </message>
    <message>
        <source>Size: {size}</source>
        <translation>Tamaño: {size}</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Licencia: {licence}</translation>
    </message>
    <message>
        <source>Credit: {credit}</source>
        <translation>Crédito: {credit}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>Archivo: {path}</translation>
    </message>
    <message>
        <source>Models that Segment can use. A fine-tuned checkpoint of your own is one .safetensors file, made by the training scripts that come with AerOSeg.</source>
        <translation>Modelos que se pueden usar para segmentar. Un punto de control propio y afinado es un archivo .safetensors, hecho con los scripts de entrenamiento que vienen con AerOSeg.</translation>
    </message>
    <message>
        <source>What the chosen model is</source>
        <translation>Qué es el modelo elegido</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Models that ship with AerOSeg, and yours</source>
        <translation>Modelos que vienen con AerOSeg, y los suyos</translation>
    </message>
    <message>
        <source>Add checkpoint…</source>
        <translation>Añadir punto de control…</translation>
    </message>
    <message>
        <source>Choose a .safetensors file; it is looked into before it is added</source>
        <translation>Elija un archivo .safetensors; se examina antes de añadirlo</translation>
    </message>
    <message>
        <source>Take the checkpoint off this list; the file stays</source>
        <translation>Quitar el punto de control de esta lista; el archivo se queda</translation>
    </message>
    <message>
        <source>Check file</source>
        <translation>Comprobar archivo</translation>
    </message>
    <message>
        <source>Read the whole file, and compare it with what is known of it</source>
        <translation>Leer todo el archivo, y compararlo con lo que se sabe de él</translation>
    </message>
    <message>
        <source>Show the chosen model's file in the file manager</source>
        <translation>Mostrar el archivo del modelo elegido en el gestor de archivos</translation>
    </message>
    <message>
        <source>Choose the folder of models</source>
        <translation>Elegir la carpeta de modelos</translation>
    </message>
    <message>
        <source>Where downloaded models are kept, up to some GB; empty: a folder of your own</source>
        <translation>Dónde se guardan los modelos descargados, hasta algunos GB; vacío: una carpeta propia</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>Remove what names mean to a model, and downloads that were cut; both come again</source>
        <translation>Eliminar lo que los nombres significan para un modelo y las descargas cortadas; ambas cosas vuelven</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Carpeta de modelos</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Caché</translation>
    </message>
    <message>
        <source>Choose a checkpoint</source>
        <translation>Elegir un punto de control</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors)</source>
        <translation>Puntos de control (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>This checkpoint is in the list already.</source>
        <translation>Este punto de control ya está en la lista.</translation>
    </message>
    <message>
        <source>Looking into “{path}”…</source>
        <translation>Examinando «{path}»…</translation>
    </message>
    <message>
        <source>“{title}” was looked into and joins the list with OK.</source>
        <translation>«{title}» se examinó y entra en la lista con Aceptar.</translation>
    </message>
    <message>
        <source>The checkpoint leaves the list with OK; the file stays.</source>
        <translation>El punto de control sale de la lista con Aceptar; el archivo se queda.</translation>
    </message>
    <message>
        <source>Reading “{title}”…</source>
        <translation>Leyendo «{title}»…</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>Leyendo {file}</translation>
    </message>
    <message>
        <source>“{title}” is not the file that is listed: its checksum is another one.</source>
        <translation>«{title}» no es el archivo de la lista: su suma de comprobación es otra.</translation>
    </message>
    <message>
        <source>“{title}” can be read to its end. SHA-256: {digest}</source>
        <translation>«{title}» se puede leer hasta el final. SHA-256: {digest}</translation>
    </message>
    <message>
        <source>{size}: meanings of names, downloads that were cut</source>
        <translation>{size}: significados de nombres, descargas cortadas</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacía</translation>
    </message>
    <message>
        <source>{size} were removed.</source>
        <translation>Se eliminaron {size}.</translation>
    </message>
    <message>
        <source>Class names from a layer</source>
        <translation>Nombres de clases de una capa</translation>
    </message>
    <message>
        <source>A layer with the names as an attribute</source>
        <translation>Una capa con los nombres como atributo</translation>
    </message>
    <message>
        <source>Each different value becomes a class</source>
        <translation>Cada valor se vuelve una clase</translation>
    </message>
    <message>
        <source>With the colours of its symbols</source>
        <translation>Con los colores de sus símbolos</translation>
    </message>
    <message>
        <source>Take the names</source>
        <translation>Tomar los nombres</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>{n} names: {names}</source>
        <translation>{n} nombres: {names}</translation>
    </message>
    <message>
        <source>There is no vector layer in the project.</source>
        <translation>No hay ninguna capa vectorial en el proyecto.</translation>
    </message>
    <message>
        <source>This field holds no text. Choose another one.</source>
        <translation>Este campo no contiene texto. Elija otro.</translation>
    </message>
    <message>
        <source>{text} These are many: is it the right field?</source>
        <translation>{text} Son muchos: ¿es el campo correcto?</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Entorno</translation>
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
        <translation>Avanzado</translation>
    </message>
    <message>
        <source>Background words</source>
        <translation>Palabras de fondo</translation>
    </message>
    <message>
        <source>Each run gets a new folder with the class raster, its style, the scores and the record of the run. Nothing that exists is overwritten.</source>
        <translation>Cada ejecución recibe una carpeta nueva con el ráster de clases, su estilo, las puntuaciones y el registro de la ejecución. Nunca se sobrescribe nada.</translation>
    </message>
    <message>
        <source>Choose the results folder</source>
        <translation>Elegir la carpeta de resultados</translation>
    </message>
    <message>
        <source>Empty: beside the project, or in your data folder while the project is not saved</source>
        <translation>Vacío: junto al proyecto, o en su carpeta de datos mientras el proyecto no esté guardado</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>Carpeta de resultados</translation>
    </message>
    <message>
        <source>The device that computes, and memory for images that were seen.</source>
        <translation>El dispositivo que calcula, y la memoria para imágenes ya vistas.</translation>
    </message>
    <message>
        <source>Where the model runs; automatic takes the fastest that works</source>
        <translation>Dónde funciona el modelo; automático toma el más rápido que funcione</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>Encoded image parts kept in memory: asking other names again is then much faster</source>
        <translation>Partes de imagen codificadas que se guardan en memoria: preguntar por otros nombres es entonces mucho más rápido</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Memory for encoded images</source>
        <translation>Memoria para imágenes codificadas</translation>
    </message>
    <message>
        <source>SegEarth-OV compares your names with these words, so that a single name does not fill the map. What is nearer to one of them gets no class. A row takes no part when one of your names holds a word of its second column.</source>
        <translation>SegEarth-OV compara sus nombres con estas palabras, para que un solo nombre no llene el mapa. Lo que está más cerca de una de ellas no recibe clase. Una fila no participa cuando uno de sus nombres contiene una palabra de su segunda columna.</translation>
    </message>
    <message>
        <source>Left out when a name holds</source>
        <translation>Se omite cuando un nombre contiene</translation>
    </message>
    <message>
        <source>Words with commas between; double-click or F2 to edit</source>
        <translation>Palabras separadas por comas; doble clic o F2 para editar</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Añadir fila</translation>
    </message>
    <message>
        <source>Add words of a kind</source>
        <translation>Añadir palabras de un tipo</translation>
    </message>
    <message>
        <source>Remove row</source>
        <translation>Quitar fila</translation>
    </message>
    <message>
        <source>Take the selected rows out</source>
        <translation>Sacar las filas seleccionadas</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>Restaurar la lista original</translation>
    </message>
    <message>
        <source>The list that ships with AerOSeg</source>
        <translation>La lista que viene con AerOSeg</translation>
    </message>
    <message>
        <source>Without any word the default list stays. To compare with no words at all, switch “Background words” off in the panel.</source>
        <translation>Sin ninguna palabra se queda la lista original. Para no comparar con ninguna palabra, desactive «Palabras de fondo» en el panel.</translation>
    </message>
    <message>
        <source>More than {n} rows cannot be used.</source>
        <translation>No se pueden usar más de {n} filas.</translation>
    </message>
    <message>
        <source>The row of “{word}” holds too many words.</source>
        <translation>La fila de «{word}» contiene demasiadas palabras.</translation>
    </message>
    <message>
        <source>“{word}…” is longer than {n} letters.</source>
        <translation>«{word}…» tiene más de {n} letras.</translation>
    </message>
    <message>
        <source>Set up the Python for the model first.</source>
        <translation>Prepare primero el Python del modelo.</translation>
    </message>
    <message>
        <source>Enter how large a pixel of this image is on the ground.</source>
        <translation>Indique cuánto mide en el suelo un píxel de esta imagen.</translation>
    </message>
    <message>
        <source>Type at least one class name.</source>
        <translation>Escriba al menos un nombre de clase.</translation>
    </message>
    <message>
        <source>Add a name to look for: “{name}” alone means everything else.</source>
        <translation>Añada un nombre que buscar: «{name}» solo significa todo lo demás.</translation>
    </message>
    <message>
        <source>Download this model first, or choose another one.</source>
        <translation>Descargue primero este modelo, o elija otro.</translation>
    </message>
    <message>
        <source>This model is not ready: {state}.</source>
        <translation>Este modelo no está listo: {state}.</translation>
    </message>
    <message>
        <source>This model knows none of these names.</source>
        <translation>Este modelo no conoce ninguno de estos nombres.</translation>
    </message>
    <message>
        <source>This area is too large to look inside the model.</source>
        <translation>Esta zona es demasiado grande para mirar dentro del modelo.</translation>
    </message>
    <message>
        <source>It has {size}, and about 4,096 × 4,096 px is the most.</source>
        <translation>Tiene {size}, y unos 4.096 × 4.096 px es el máximo.</translation>
    </message>
    <message>
        <source>Zoom in, or choose a coarser resolution.</source>
        <translation>Acérquese, o elija una resolución más gruesa.</translation>
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
        <translation>Esta ejecución se hizo en otro lugar, así que no se sabe dónde está su imagen.</translation>
    </message>
    <message>
        <source>QGIS drew this layer for the run, and the command line reads files only. Save the layer as a GeoTIFF and segment that.</source>
        <translation>QGIS dibujó esta capa para la ejecución, y la línea de órdenes solo lee archivos. Guarde la capa como GeoTIFF y segméntelo.</translation>
    </message>
    <message>
        <source>How QGIS drew this layer was not kept.</source>
        <translation>No se conservó cómo dibujó QGIS esta capa.</translation>
    </message>
    <message>
        <source>AerOSeg panel</source>
        <translation>Panel de AerOSeg</translation>
    </message>
    <message>
        <source>Segment the map by class names (AerOSeg)</source>
        <translation>Segmentar el mapa por nombres de clases (AerOSeg)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Open the log messages of AerOSeg</source>
        <translation>Abrir los mensajes del registro de AerOSeg</translation>
    </message>
    <message>
        <source>“{image}” is segmented, in {time}.</source>
        <translation>«{image}» está segmentada, en {time}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Zoom to the result</source>
        <translation>Zoom al resultado</translation>
    </message>
    <message>
        <source>Correlation layers of “{image}”, in {time}. {which}</source>
        <translation>Capas de correlación de «{image}», en {time}. {which}</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Hoja de contactos</translation>
    </message>
    <message>
        <source>Open the picture with all maps side by side</source>
        <translation>Abrir la imagen con todos los mapas uno junto a otro</translation>
    </message>
    <message>
        <source>Choose a Python with PyTorch</source>
        <translation>Elegir un Python con PyTorch</translation>
    </message>
    <message>
        <source>The environment for the model is ready.</source>
        <translation>El entorno del modelo está listo.</translation>
    </message>
    <message>
        <source>The environment for the model is repaired.</source>
        <translation>El entorno del modelo está reparado.</translation>
    </message>
    <message>
        <source>The environment for the model is removed.</source>
        <translation>El entorno del modelo está eliminado.</translation>
    </message>
    <message>
        <source>The environment for the model is well.</source>
        <translation>El entorno del modelo está bien.</translation>
    </message>
    <message>
        <source>Sample scene</source>
        <translation>Escena de muestra</translation>
    </message>
    <message>
        <source>The sample scene could not be opened.</source>
        <translation>No se pudo abrir la escena de muestra.</translation>
    </message>
    <message>
        <source>Install the plugin again, or open an image of your own.</source>
        <translation>Instale de nuevo el complemento, o abra una imagen propia.</translation>
    </message>
    <message>
        <source>Polygons of the result</source>
        <translation>Polígonos del resultado</translation>
    </message>
    <message>
        <source>One feature for each class</source>
        <translation>Un objeto por clase</translation>
    </message>
    <message>
        <source>Otherwise each connected object is a feature of its own</source>
        <translation>Si no, cada objeto conexo es un objeto propio</translation>
    </message>
    <message>
        <source> m²</source>
        <translation> m²</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>conservar todo</translation>
    </message>
    <message>
        <source>Smaller objects are left out, and smaller holes are filled</source>
        <translation>Se omiten los objetos menores, y se rellenan los huecos menores</translation>
    </message>
    <message>
        <source>Follow the pixels (areas are exact)</source>
        <translation>Seguir los píxeles (las superficies son exactas)</translation>
    </message>
    <message>
        <source>Smooth the borders</source>
        <translation>Suavizar los bordes</translation>
    </message>
    <message>
        <source>Straight edges, right angles where they fit</source>
        <translation>Bordes rectos, ángulos rectos donde encajan</translation>
    </message>
    <message>
        <source>Smoothing and right angles treat each object by itself: between neighbours thin gaps and overlaps may be left.</source>
        <translation>Suavizado y ángulos rectos tratan cada objeto por separado: entre vecinos pueden quedar huecos y solapes finos.</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>A new file; it gets area, perimeter and mean score as fields</source>
        <translation>Un archivo nuevo; recibe superficie, perímetro y puntuación media como campos</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>Hacer polígonos</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>Superficie mínima</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>This result is large: it may take minutes. You can go on working.</source>
        <translation>Este resultado es grande: puede tardar minutos. Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>AerOSeg: polygons of “{file}”</source>
        <translation>AerOSeg: polígonos de «{file}»</translation>
    </message>
    <message>
        <source>The polygons were not added to the map.</source>
        <translation>Los polígonos no se añadieron al mapa.</translation>
    </message>
    <message>
        <source>Run again; if it repeats, look at the log.</source>
        <translation>Ejecute de nuevo; si se repite, mire el registro.</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Hasta ahora</translation>
    </message>
    <message>
        <source>So far: {done} of {total} blocks</source>
        <translation>Hasta ahora: {done} de {total} bloques</translation>
    </message>
    <message>
        <source>The worker reported an error without a message.</source>
        <translation>El proceso de cálculo comunicó un error sin mensaje.</translation>
    </message>
    <message>
        <source>{what} is not written to “{file}”.</source>
        <translation>{what} no se escribe en «{file}».</translation>
    </message>
    <message>
        <source>Results are GeoTIFF files.</source>
        <translation>Los resultados son archivos GeoTIFF.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.tif”.</source>
        <translation>Dele un nombre que termine en «.tif».</translation>
    </message>
    <message>
        <source>The result “{file}” cannot be written.</source>
        <translation>No se puede escribir el resultado «{file}».</translation>
    </message>
    <message>
        <source>“{folder}”: {error}.</source>
        <translation>«{folder}»: {error}.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and close programs that use the file.</source>
        <translation>Elija una carpeta en la que pueda escribir, y cierre los programas que usen el archivo.</translation>
    </message>
    <message>
        <source>Compare with reference</source>
        <translation>Comparar con una referencia</translation>
    </message>
    <message>
        <source>IoU, F1 and confusion matrix of a class raster against what is true.</source>
        <translation>IoU, F1 y matriz de confusión de un ráster de clases frente a la realidad.</translation>
    </message>
    <message>
        <source>Compares a class raster with a reference: another raster, or polygons with a field of class names or numbers. Gives IoU, F1, precision and recall of each class, the mean IoU, the overall accuracy and the confusion matrix.

The reference may have another coordinate system and other pixels; it is brought onto the pixels of the class raster (nearest value, centre of the pixel). Classes are matched by name, synonyms included, or by number. Where the reference uses others, say so line by line: “5 = building”. Classes of the reference that the result was not asked for count as “other”.

“Other” is counted in the matrix and the accuracy, and left out of the mean IoU. Pixels without data on either side are left out.</source>
        <translation>Compara un ráster de clases con una referencia: otro ráster, o polígonos con un campo de nombres o números de clase. Da IoU, F1, precisión y exhaustividad de cada clase, la IoU media, la exactitud global y la matriz de confusión.

La referencia puede tener otro sistema de coordenadas y otros píxeles; se lleva a los píxeles del ráster de clases (valor más cercano, centro del píxel). Las clases se emparejan por nombre, sinónimos incluidos, o por número. Si la referencia usa otros, indíquelo línea a línea: «5 = building». Las clases de la referencia que no se buscaron cuentan como «otro».

«Otro» cuenta en la matriz y en la exactitud, pero no en la IoU media. Se omiten los píxeles sin datos en cualquiera de los dos lados.</translation>
    </message>
    <message>
        <source>accuracy,validation,evaluation,iou,jaccard,f1,confusion matrix,ground truth,error</source>
        <translation>exactitud,precisión,validación,evaluación,iou,jaccard,f1,matriz de confusión,verdad terreno,error</translation>
    </message>
    <message>
        <source>Reference: a raster</source>
        <translation>Referencia: un ráster</translation>
    </message>
    <message>
        <source>or polygons</source>
        <translation>o polígonos</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Campo con la clase</translation>
    </message>
    <message>
        <source>Names or numbers. Not needed where the class raster has one class only.</source>
        <translation>Nombres o números. No hace falta si el ráster de clases tiene una sola clase.</translation>
    </message>
    <message>
        <source>Names of the reference</source>
        <translation>Nombres de la referencia</translation>
    </message>
    <message>
        <source>One a line: value of the reference = class of the result, as in 5 = building</source>
        <translation>Una indicación por línea: valor de la referencia = clase del resultado, como en 5 = building</translation>
    </message>
    <message>
        <source>Pixels outside of the polygons</source>
        <translation>Píxeles fuera de los polígonos</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>se omiten</translation>
    </message>
    <message>
        <source>are none of the classes</source>
        <translation>no son de ninguna clase</translation>
    </message>
    <message>
        <source>Left out where polygons are samples; none of the classes where they are complete.</source>
        <translation>Se omiten si los polígonos son muestras; no son de ninguna clase si están completos.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Archivos HTML (*.html)</translation>
    </message>
    <message>
        <source>Report for programs</source>
        <translation>Informe para programas</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Archivos JSON (*.json)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabla</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Archivos CSV (*.csv)</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>IoU media</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Exactitud global</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>Píxeles comparados</translation>
    </message>
    <message>
        <source>There is nothing to compare with, or too much. Give either a reference raster or reference polygons.</source>
        <translation>No hay nada con que comparar, o hay demasiado. Indique un ráster de referencia o polígonos de referencia, no ambos.</translation>
    </message>
    <message>
        <source>bringing the reference onto the pixels of the result</source>
        <translation>llevando la referencia a los píxeles del resultado</translation>
    </message>
    <message>
        <source>counting pixels</source>
        <translation>contando los píxeles</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>No hay nada que comparar.</translation>
    </message>
    <message>
        <source>The reference has no pixel where the class raster has one.</source>
        <translation>La referencia no tiene ningún píxel donde el ráster de clases lo tiene.</translation>
    </message>
    <message>
        <source>Check that both lie in the same place, and the names of the reference.</source>
        <translation>Compruebe que ambos estén en el mismo lugar, y que los nombres de la referencia sean correctos.</translation>
    </message>
    <message>
        <source>Counted as “other”, since the result was not asked for it: {names}.</source>
        <translation>Se cuenta como «otro», porque no se buscó: {names}.</translation>
    </message>
    <message>
        <source>The reference was not compared.</source>
        <translation>La referencia no se comparó.</translation>
    </message>
    <message>
        <source>The class raster has {n} classes, and nothing says which polygon is what.</source>
        <translation>El ráster de clases tiene {n} clases, y nada dice a cuál pertenece cada polígono.</translation>
    </message>
    <message>
        <source>Choose the field with the class.</source>
        <translation>Elija el campo con la clase.</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, F1 {f1}</source>
        <translation>{name}: IoU {iou}, F1 {f1}</translation>
    </message>
    <message>
        <source>“{result}” against the reference</source>
        <translation>«{result}» frente a la referencia</translation>
    </message>
    <message>
        <source>There is no class “{name}” in the class raster.</source>
        <translation>No hay ninguna clase «{name}» en el ráster de clases.</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>Sus clases son: {names}.</translation>
    </message>
    <message>
        <source>Correct the names of the reference.</source>
        <translation>Corrija los nombres de la referencia.</translation>
    </message>
    <message>
        <source>The line “{line}” cannot be read.</source>
        <translation>No se puede leer la línea «{line}».</translation>
    </message>
    <message>
        <source>It has to name a value of the reference and a class of the result.</source>
        <translation>Debe nombrar un valor de la referencia y una clase del resultado.</translation>
    </message>
    <message>
        <source>Write for example: 5 = building</source>
        <translation>Escriba por ejemplo: 5 = building</translation>
    </message>
    <message>
        <source>other</source>
        <translation>otro</translation>
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
        <translation>Precisión</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Exhaustividad</translation>
    </message>
    <message>
        <source>Reference (px)</source>
        <translation>Referencia (px)</translation>
    </message>
    <message>
        <source>Result (px)</source>
        <translation>Resultado (px)</translation>
    </message>
    <message>
        <source>Reference ↓ Result →</source>
        <translation>Referencia ↓ Resultado →</translation>
    </message>
    <message>
        <source>Mean IoU {miou}, overall accuracy {accuracy}, {n} pixels compared.</source>
        <translation>IoU media {miou}, exactitud global {accuracy}, {n} píxeles comparados.</translation>
    </message>
    <message>
        <source>Confusion matrix (pixels)</source>
        <translation>Matriz de confusión (píxeles)</translation>
    </message>
    <message>
        <source>{name}: {n} pixels, {area} ha</source>
        <translation>{name}: {n} píxeles, {area} ha</translation>
    </message>
    <message>
        <source>, mean score {score}</source>
        <translation>, puntuación media {score}</translation>
    </message>
    <message>
        <source>“{name}” cannot be used here.</source>
        <translation>«{name}» no se puede usar aquí.</translation>
    </message>
    <message>
        <source>It is no raster file on this computer.</source>
        <translation>No es un archivo ráster de este ordenador.</translation>
    </message>
    <message>
        <source>Save it as a GeoTIFF first.</source>
        <translation>Guárdelo antes como GeoTIFF.</translation>
    </message>
    <message>
        <source>The model that answers. “builtin” comes with AerOSeg; others are listed with their state in the options, Models. Scripts may give any id, or the path of a checkpoint.</source>
        <translation>El modelo que responde. «builtin» viene con AerOSeg; los demás figuran con su estado en las opciones, pestaña Modelos. Un script puede dar cualquier identificador, o la ruta de un punto de control.</translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation>No hay ningún modelo «{name}».</translation>
    </message>
    <message>
        <source>The models are: {names}.</source>
        <translation>Los modelos son: {names}.</translation>
    </message>
    <message>
        <source>Give one of these names, or the path of a checkpoint.</source>
        <translation>Indique uno de estos nombres, o la ruta de un punto de control.</translation>
    </message>
    <message>
        <source>The model “{title}” cannot run yet.</source>
        <translation>El modelo «{title}» aún no puede funcionar.</translation>
    </message>
    <message>
        <source>Open the AerOSeg options, Models, to fetch it, or choose another one.</source>
        <translation>Descárguelo en las opciones de AerOSeg, pestaña Modelos, o elija otro.</translation>
    </message>
    <message>
        <source>Classes to polygons</source>
        <translation>Clases a polígonos</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, with area, perimeter and mean score.</source>
        <translation>Hace polígonos de un ráster de clases, con superficie, perímetro y puntuación media.</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster: one for each object or one for each class, with class, area, perimeter and, where the scores of the run are given, the mean score. Areas are measured on the project's ellipsoid.

Objects below the least area are left out, and smaller holes are filled. “pixels” follows the pixels exactly; “smooth” rounds the stairs; “straight” makes right angles, as buildings have them.

The result is a GeoPackage. No polygon is cut anywhere, however large the raster.</source>
        <translation>Hace polígonos de un ráster de clases: uno por objeto o uno por clase, con clase, superficie, perímetro y, si se dan las puntuaciones de la ejecución, la puntuación media. Las superficies se miden sobre el elipsoide del proyecto.

Se omiten los objetos por debajo de la superficie mínima, y se rellenan los huecos menores. «pixels» sigue los píxeles exactamente; «smooth» redondea los escalones; «straight» hace ángulos rectos, como los de los edificios.

El resultado es un GeoPackage. Ningún polígono se corta, por grande que sea el ráster.</translation>
    </message>
    <message>
        <source>vectorise,vectorize,polygonize,polygons,buildings,footprints,area,dissolve,objects</source>
        <translation>vectorizar,poligonizar,vectorize,polygonize,polígonos,edificios,huellas,contornos,superficie,disolver,objetos</translation>
    </message>
    <message>
        <source>Scores of the same run</source>
        <translation>Puntuaciones de la misma ejecución</translation>
    </message>
    <message>
        <source>For the mean score of each polygon. Empty: those of the run, where they are known.</source>
        <translation>Para la puntuación media de cada polígono. Vacío: las de la ejecución, si se conocen.</translation>
    </message>
    <message>
        <source>Only these classes</source>
        <translation>Solo estas clases</translation>
    </message>
    <message>
        <source>Names or numbers with commas between; empty: all.</source>
        <translation>Nombres o números, separados por comas; vacío: todas.</translation>
    </message>
    <message>
        <source>Least area (square metres)</source>
        <translation>Superficie mínima (metros cuadrados)</translation>
    </message>
    <message>
        <source>Smaller objects are left out, smaller holes are filled.</source>
        <translation>Se omiten los objetos menores, se rellenan los huecos menores.</translation>
    </message>
    <message>
        <source>pixels: as they are; smooth: rounded; straight: right angles.</source>
        <translation>pixels: tal cual; smooth: redondeados; straight: ángulos rectos.</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>Número de objetos</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>Objetos por clase</translation>
    </message>
    <message>
        <source>The polygons are not written to “{file}”.</source>
        <translation>Los polígonos no se escriben en «{file}».</translation>
    </message>
    <message>
        <source>Results are GeoPackages.</source>
        <translation>Los resultados son GeoPackages.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.gpkg”.</source>
        <translation>Dele un nombre que termine en «.gpkg».</translation>
    </message>
    <message>
        <source>tracing the outlines</source>
        <translation>trazando los contornos</translation>
    </message>
    <message>
        <source>Name some of these, or leave the field empty.</source>
        <translation>Nombre algunas de estas, o deje el campo vacío.</translation>
    </message>
    <message>
        <source>{name}: {n} objects, {area} ha</source>
        <translation>{name}: {n} objetos, {area} ha</translation>
    </message>
    <message>
        <source>AerOSeg: segmentation by class names</source>
        <translation>AerOSeg: segmentación por nombres de clases</translation>
    </message>
    <message>
        <source>Its values reach up to {high}, too many to be class numbers.</source>
        <translation>Sus valores llegan hasta {high}, demasiados para ser números de clase.</translation>
    </message>
    <message>
        <source>Choose a raster whose values are class numbers.</source>
        <translation>Elija un ráster cuyos valores sean números de clase.</translation>
    </message>
    <message>
        <source>GDAL could not bring it onto the pixels of the class raster: {error}.</source>
        <translation>GDAL no pudo llevarla a los píxeles del ráster de clases: {error}.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>no dio ningún motivo</translation>
    </message>
    <message>
        <source>Look whether both lie in the same place, and whether the temporary folder has room.</source>
        <translation>Mire si ambos están en el mismo lugar, y si queda sitio en la carpeta temporal.</translation>
    </message>
    <message>
        <source>The threshold in “{line}” cannot be read.</source>
        <translation>No se puede leer el umbral de «{line}».</translation>
    </message>
    <message>
        <source>It has to be a number from 0 to 1 behind the name and an @.</source>
        <translation>Debe ser un número de 0 a 1 tras el nombre y una @.</translation>
    </message>
    <message>
        <source>Write for example: building @ 0.4</source>
        <translation>Escriba por ejemplo: building @ 0.4</translation>
    </message>
    <message>
        <source>Re-label from scores</source>
        <translation>Reclasificar a partir de las puntuaciones</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the scores of a finished run.</source>
        <translation>Hace un ráster de clases con otros umbrales a partir de las puntuaciones de una ejecución terminada.</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the score raster of a finished run; its class raster may be given as well, where the scores lie beside it. The image is not looked at again and no model runs, so it takes seconds.

Thresholds of single classes are written as in the list of the panel: “building @ 0.4, road @ 0.6”.

A pixel gets the class with the highest score; below that class's threshold it gets 0. With the thresholds of the run, the result is the same, byte for byte.</source>
        <translation>Hace un ráster de clases con otros umbrales a partir del ráster de puntuaciones de una ejecución terminada; también se puede dar su ráster de clases, si las puntuaciones están a su lado. La imagen no se vuelve a mirar y no se ejecuta ningún modelo, así que solo tarda segundos.

Los umbrales por clase se escriben como en la lista del panel: «building @ 0.4, road @ 0.6».

Un píxel recibe la clase con la mayor puntuación; por debajo del umbral de esa clase recibe 0. Con los umbrales de la ejecución, el resultado es el mismo, byte a byte.</translation>
    </message>
    <message>
        <source>threshold,confidence,score,classification,relabel,reclassify</source>
        <translation>umbral,confianza,puntuación,clasificación,reclasificar,reetiquetar</translation>
    </message>
    <message>
        <source>Scores of a run</source>
        <translation>Puntuaciones de una ejecución</translation>
    </message>
    <message>
        <source>Threshold for all classes</source>
        <translation>Umbral para todas las clases</translation>
    </message>
    <message>
        <source>From 0 to 1; empty: each class keeps the one of the run.</source>
        <translation>De 0 a 1; vacío: cada clase conserva el de la ejecución.</translation>
    </message>
    <message>
        <source>Thresholds of single classes</source>
        <translation>Umbrales por clase</translation>
    </message>
    <message>
        <source>One a line or with commas between: building @ 0.4, road @ 0.6</source>
        <translation>Uno por línea o separados por comas: building @ 0.4, road @ 0.6</translation>
    </message>
    <message>
        <source>The class raster</source>
        <translation>El ráster de clases</translation>
    </message>
    <message>
        <source>re-labelling</source>
        <translation>reclasificando los píxeles</translation>
    </message>
    <message>
        <source>There is nothing to look for.</source>
        <translation>No hay nada que buscar.</translation>
    </message>
    <message>
        <source>No class name was given.</source>
        <translation>No se indicó ningún nombre de clase.</translation>
    </message>
    <message>
        <source>Give at least one name, for example “building, road”.</source>
        <translation>Indique al menos un nombre, por ejemplo «building, road».</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>Segmentar por nombres de clases</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image.</source>
        <translation>Encuentra las clases que usted nombra en una imagen aérea o de satélite.</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image, and makes a class raster with a legend: pixel values 1, 2, 3 … in the order of the names, 0 for everything else.

Names: one a line, or with commas between. Other words for the same class go behind a bar, a colour behind =, a threshold of its own behind @: “building | house = #a65a44 @ 0.4”. “@file.txt” reads the names from a file.

Same pixels, same model and same names give the same raster as the AerOSeg panel and as “python -m backend segment”. The image is read as its layer shows it: bands, stretch, and for web maps the picture itself. The result lies on the image's own pixels, in its coordinate system.

The model runs in a process of its own. Where it computes on a GPU that another run uses, it waits until that one is over, and says so.</source>
        <translation>Encuentra las clases que usted nombra en una imagen aérea o de satélite, y hace un ráster de clases con leyenda: valores de píxel 1, 2, 3 … en el orden de los nombres, 0 para todo lo demás.

Nombres: uno por línea, o separados por comas. Otras palabras para la misma clase van tras una barra, un color tras =, un umbral propio tras @: «building | house = #a65a44 @ 0.4». «@file.txt» lee los nombres de un archivo.

Los mismos píxeles, el mismo modelo y los mismos nombres dan el mismo ráster que el panel de AerOSeg y que «python -m backend segment». La imagen se lee como la muestra su capa: bandas, mejora de contraste y, en mapas web, la propia imagen dibujada. El resultado está sobre los píxeles mismos de la imagen, en su sistema de coordenadas.

El modelo funciona en un proceso propio. Si calcula en una GPU que usa otra ejecución, espera a que esta termine, y lo dice.</translation>
    </message>
    <message>
        <source>segmentation,classification,land cover,deep learning,machine learning,ai,open vocabulary,building,road,tree,aerial,satellite,drone,orthophoto,clip,sam</source>
        <translation>segmentación,clasificación,cobertura del suelo,aprendizaje profundo,aprendizaje automático,deep learning,ia,vocabulario abierto,edificio,carretera,árbol,aérea,satélite,dron,ortofoto,clip,sam</translation>
    </message>
    <message>
        <source>What was found (JSON)</source>
        <translation>Lo que se encontró (JSON)</translation>
    </message>
    <message>
        <source>The area is given twice. Give either an extent or polygons.</source>
        <translation>La zona se indicó dos veces. Indique una extensión o polígonos, no ambos.</translation>
    </message>
    <message>
        <source>The score raster</source>
        <translation>El ráster de puntuaciones</translation>
    </message>
    <message>
        <source>“{name}” is a result of AerOSeg, not an image.</source>
        <translation>«{name}» es un resultado de AerOSeg, no una imagen.</translation>
    </message>
    <message>
        <source>starting the model</source>
        <translation>iniciando el modelo</translation>
    </message>
    <message>
        <source>{size} at {gsd} per pixel</source>
        <translation>{size} a {gsd} por píxel</translation>
    </message>
    <message>
        <source>“{name}” was not segmented.</source>
        <translation>«{name}» no se segmentó.</translation>
    </message>
    <message>
        <source>It has no coordinate system, so the size of its pixels is not known.</source>
        <translation>No tiene sistema de coordenadas, así que no se conoce el tamaño de sus píxeles.</translation>
    </message>
    <message>
        <source>Give the size of the image's pixels in metres (an advanced parameter).</source>
        <translation>Indique el tamaño de los píxeles de la imagen en metros (es un parámetro avanzado).</translation>
    </message>
    <message>
        <source>This part of “{name}” is too large.</source>
        <translation>Esta parte de «{name}» es demasiado grande.</translation>
    </message>
    <message>
        <source>It needs {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>Necesita {n} teselas de mapa del servidor, más de lo que es correcto pedir.</translation>
    </message>
    <message>
        <source>Choose a smaller extent or a coarser resolution.</source>
        <translation>Elija una extensión menor o una resolución más gruesa.</translation>
    </message>
    <message>
        <source>reading the layer</source>
        <translation>leyendo la capa</translation>
    </message>
    <message>
        <source>Not known to this model, and without a pixel: {names}.</source>
        <translation>Desconocido para este modelo, y sin píxeles: {names}.</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Nombres de clases</translation>
    </message>
    <message>
        <source>One a line or with commas between: building | house, road. @file.txt reads a file.</source>
        <translation>Uno por línea o separados por comas: building | house, road. @file.txt lee un archivo.</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Extensión</translation>
    </message>
    <message>
        <source>Only this part; the whole layer where it is empty.</source>
        <translation>Solo esta parte; vacío: toda la capa.</translation>
    </message>
    <message>
        <source>Only inside polygons</source>
        <translation>Solo dentro de polígonos</translation>
    </message>
    <message>
        <source>In place of an extent. Pixels outside get nodata. Where some are selected, only these.</source>
        <translation>En lugar de una extensión. Los píxeles de fuera quedan sin datos. Solo los seleccionados, si los hay.</translation>
    </message>
    <message>
        <source>Resolution (metres per pixel)</source>
        <translation>Resolución (metros por píxel)</translation>
    </message>
    <message>
        <source>The nearest step of the image's ladder is taken; empty: the model's own.</source>
        <translation>Se toma el nivel de resolución de la imagen más cercano; vacío: la resolución del modelo.</translation>
    </message>
    <message>
        <source>Score from 0 to 1 that a class must reach, where its line names none; empty: the model's own.</source>
        <translation>Puntuación de 0 a 1 que debe alcanzar una clase, si su línea no indica un umbral; vacío: el umbral del modelo.</translation>
    </message>
    <message>
        <source>For SegEarth-OV: places that are more like other words than like your names get 0.</source>
        <translation>Para SegEarth-OV: los lugares que se parecen más a otras palabras que a sus nombres reciben 0.</translation>
    </message>
    <message>
        <source>Own background words (JSON)</source>
        <translation>Palabras de fondo propias (JSON)</translation>
    </message>
    <message>
        <source>Background words (*.json)</source>
        <translation>Palabras de fondo (*.json)</translation>
    </message>
    <message>
        <source>Empty: the list of the AerOSeg options.</source>
        <translation>Vacío: la lista fijada en las opciones de AerOSeg.</translation>
    </message>
    <message>
        <source>Taught words (files)</source>
        <translation>Palabras enseñadas (archivos)</translation>
    </message>
    <message>
        <source>Empty: those that were taught in the panel to this model, by their names.</source>
        <translation>Vacío: las que se enseñaron a este modelo en el panel, según sus nombres.</translation>
    </message>
    <message>
        <source>Size of the image's pixels (metres)</source>
        <translation>Tamaño de los píxeles de la imagen (metros)</translation>
    </message>
    <message>
        <source>Only for images without a coordinate system.</source>
        <translation>Solo para imágenes sin sistema de coordenadas.</translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one. Repeats agree on one device.</source>
        <translation>auto toma una GPU si la hay. En un mismo dispositivo, las repeticiones coinciden.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Puntuaciones</translation>
    </message>
    <message>
        <source>How sure the model is of each class; for “Re-label from scores”.</source>
        <translation>Cuán seguro está el modelo de cada clase; para «Reclasificar a partir de las puntuaciones».</translation>
    </message>
    <message>
        <source>Install the plugin again, so that both parts are of one version.</source>
        <translation>Instale de nuevo el complemento, para que ambas partes sean de una versión.</translation>
    </message>
    <message>
        <source>{stage}, {time} left</source>
        <translation>{stage}, quedan {time}</translation>
    </message>
    <message>
        <source>The list is saved as “{name}”.</source>
        <translation>La lista se guardó como «{name}».</translation>
    </message>
    <message>
        <source>Open a class list</source>
        <translation>Abrir una lista de clases</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>Guardar la lista de clases</translation>
    </message>
    <message>
        <source>Class lists (*.txt)</source>
        <translation>Listas de clases (*.txt)</translation>
    </message>
    <message>
        <source>Polygons, table, chart, scores of a pixel, corrections</source>
        <translation>Polígonos, tabla, gráfico, puntuaciones de un píxel, correcciones</translation>
    </message>
    <message>
        <source>&amp;Polygons…</source>
        <translation>&amp;Polígonos…</translation>
    </message>
    <message>
        <source>Make polygons with area, perimeter and mean score, in a GeoPackage</source>
        <translation>Hacer polígonos con superficie, perímetro y puntuación media, en un GeoPackage</translation>
    </message>
    <message>
        <source>&amp;Burn edited polygons…</source>
        <translation>&amp;Grabar polígonos editados…</translation>
    </message>
    <message>
        <source>Take what you changed in polygons back into the class raster</source>
        <translation>Llevar al ráster de clases lo que cambió en polígonos</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>&amp;Copiar la tabla</translation>
    </message>
    <message>
        <source>Class, pixels, area, share and mean score, for a spreadsheet</source>
        <translation>Clase, píxeles, superficie, parte y puntuación media, para una hoja de cálculo</translation>
    </message>
    <message>
        <source>&amp;Save the table…</source>
        <translation>&amp;Guardar la tabla…</translation>
    </message>
    <message>
        <source>As comma-separated values</source>
        <translation>Como valores separados por comas</translation>
    </message>
    <message>
        <source>C&amp;hart</source>
        <translation>&amp;Gráfico</translation>
    </message>
    <message>
        <source>Show the shares of the classes as bars</source>
        <translation>Mostrar las partes de las clases como barras</translation>
    </message>
    <message>
        <source>Scores of a p&amp;ixel</source>
        <translation>Puntuaciones de un p&amp;íxel</translation>
    </message>
    <message>
        <source>Point at the map to see the score of each class there</source>
        <translation>Señale el mapa para ver allí la puntuación de cada clase</translation>
    </message>
    <message>
        <source>&amp;Fade by score</source>
        <translation>&amp;Atenuar según la puntuación</translation>
    </message>
    <message>
        <source>Draw pixels more faintly the nearer their score is to the threshold</source>
        <translation>Dibujar los píxeles más tenues cuanto más cerca esté su puntuación del umbral</translation>
    </message>
    <message>
        <source>&amp;Uncertainty layer</source>
        <translation>Capa de &amp;incertidumbre</translation>
    </message>
    <message>
        <source>Add a layer of how close the two best classes are</source>
        <translation>Añadir una capa de cuán cerca están las dos mejores clases</translation>
    </message>
    <message>
        <source>Open the f&amp;older</source>
        <translation>Abrir la c&amp;arpeta</translation>
    </message>
    <message>
        <source>The folder with the files of this result</source>
        <translation>La carpeta con los archivos de este resultado</translation>
    </message>
    <message>
        <source>The scores are being prepared; this takes a moment.</source>
        <translation>Se preparan las puntuaciones; tarda un momento.</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>La tabla está en el portapapeles.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Guardar la tabla</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Valores separados por comas (*.csv)</translation>
    </message>
    <message>
        <source>The table was not saved.</source>
        <translation>La tabla no se guardó.</translation>
    </message>
    <message>
        <source>“{file}”: {reason}.</source>
        <translation>«{file}»: {reason}.</translation>
    </message>
    <message>
        <source>The table is saved as “{name}”.</source>
        <translation>La tabla se guardó como «{name}».</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>Incertidumbre</translation>
    </message>
    <message>
        <source>Dark places are unsure: two classes are almost equal there.</source>
        <translation>Los lugares oscuros son inseguros: allí dos clases son casi iguales.</translation>
    </message>
    <message>
        <source>Point at the map to see the scores there.</source>
        <translation>Señale el mapa para ver allí las puntuaciones.</translation>
    </message>
    <message>
        <source>The polygons were not written.</source>
        <translation>Los polígonos no se escribieron.</translation>
    </message>
    <message>
        <source>“{file}” is open in this project.</source>
        <translation>«{file}» está abierto en este proyecto.</translation>
    </message>
    <message>
        <source>Choose another name, or remove its layer first.</source>
        <translation>Elija otro nombre, o quite antes su capa.</translation>
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
        <translation>Se hacen polígonos en segundo plano; QGIS muestra cuánto llevan.</translation>
    </message>
    <message>
        <source>{n} pixels were corrected. Undo beside the threshold takes it back.</source>
        <translation>Se corrigieron {n} píxeles. «Deshacer» junto al umbral lo revierte.</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>how large</comment>
        <translation>Superficie</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Píxeles</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>Mean score of the pixels of the class, from 0 to 1</source>
        <translation>Puntuación media de los píxeles de la clase, de 0 a 1</translation>
    </message>
    <message>
        <source>What was found. A class without its tick is not drawn</source>
        <translation>Lo que se encontró. Una clase sin marca no se dibuja</translation>
    </message>
    <message>
        <source>{image}: {names}</source>
        <translation>{image}: {names}</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels, {n}; mean score {score}</source>
        <translation>{name}: {share} de los píxeles, {n}; puntuación media {score}</translation>
    </message>
    <message>
        <source>{name}: not known to this model</source>
        <translation>{name}: desconocido para este modelo</translation>
    </message>
    <message>
        <source>Pixels of none of the classes; not drawn on the map</source>
        <translation>Píxeles de ninguna de las clases; no se dibujan en el mapa</translation>
    </message>
    <message>
        <source>{hits} of {tiles} tiles from memory</source>
        <translation>{hits} de {tiles} teselas de la memoria</translation>
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
        <translation>No se puede usar la carpeta de resultados.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Results tab.</source>
        <translation>Elija otra en las opciones de AerOSeg, pestaña Resultados.</translation>
    </message>
    <message>
        <source>The result was not added to the map.</source>
        <translation>El resultado no se añadió al mapa.</translation>
    </message>
    <message>
        <source>Classes of “{image}” found by AerOSeg with the model “{model}” at {gsd} per pixel. Scores: {scores}. Everything needed to repeat it: {record}.</source>
        <translation>Clases de «{image}» encontradas por AerOSeg con el modelo «{model}» a {gsd} por píxel. Puntuaciones: {scores}. Todo lo necesario para repetirlo: {record}.</translation>
    </message>
    <message>
        <source>AerOSeg: {image}</source>
        <translation>AerOSeg: {image}</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot go on.</source>
        <translation>La ejecución de «{name}» no puede continuar.</translation>
    </message>
    <message>
        <source>Its folder is gone, or another QGIS works on it.</source>
        <translation>Su carpeta ya no está, u otro QGIS trabaja en ella.</translation>
    </message>
    <message>
        <source>Click Segment to run it anew.</source>
        <translation>Haga clic en «Segmentar» para ejecutarla de nuevo.</translation>
    </message>
    <message>
        <source>reading the layer, part {done} of {total}</source>
        <translation>leyendo la capa, parte {done} de {total}</translation>
    </message>
    <message>
        <source>starting the model, about {time}</source>
        <translation>iniciando el modelo, {time}</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>enviando la petición</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>Espere, o cancele.</translation>
    </message>
    <message>
        <source>The run could not begin.</source>
        <translation>La ejecución no pudo empezar.</translation>
    </message>
    <message>
        <source>“{name}” is on the map again.</source>
        <translation>«{name}» está de nuevo en el mapa.</translation>
    </message>
    <message>
        <source>its model “{title}”</source>
        <translation>su modelo «{title}»</translation>
    </message>
    <message>
        <source>its image “{name}”</source>
        <translation>su imagen «{name}»</translation>
    </message>
    <message>
        <source>The panel has its names. Not there any more: {what}.</source>
        <translation>El panel tiene sus nombres. Ya no está: {what}.</translation>
    </message>
    <message>
        <source>The panel has its settings. Choose the area, then Segment.</source>
        <translation>El panel tiene sus ajustes. Elija la zona y luego «Segmentar».</translation>
    </message>
    <message>
        <source>Repeating the run of “{name}”.</source>
        <translation>Repitiendo la ejecución de «{name}».</translation>
    </message>
    <message>
        <source>The run cannot be repeated.</source>
        <translation>No se puede repetir la ejecución.</translation>
    </message>
    <message>
        <source>Its image “{name}” is gone.</source>
        <translation>Su imagen «{name}» ya no está.</translation>
    </message>
    <message>
        <source>Open the image again, then use the settings of the run.</source>
        <translation>Abra de nuevo la imagen y use los ajustes de la ejecución.</translation>
    </message>
    <message>
        <source>The run was repeated.</source>
        <translation>La ejecución se repitió.</translation>
    </message>
    <message>
        <source>The run was repeated; the earlier result is gone.</source>
        <translation>La ejecución se repitió; el resultado anterior ya no está.</translation>
    </message>
    <message>
        <source>The repeated run gave the same class raster, byte for byte.</source>
        <translation>La ejecución repetida dio el mismo ráster de clases, byte a byte.</translation>
    </message>
    <message>
        <source>The repeated run gave another class raster: the image, the model, the device or the version has changed since.</source>
        <translation>La ejecución repetida dio otro ráster de clases: la imagen, el modelo, el dispositivo o la versión han cambiado desde entonces.</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot be opened.</source>
        <translation>No se puede abrir la ejecución de «{name}».</translation>
    </message>
    <message>
        <source>Its record in “{folder}” is damaged.</source>
        <translation>Su registro en «{folder}» está dañado.</translation>
    </message>
    <message>
        <source>Segment the image again.</source>
        <translation>Segmente de nuevo la imagen.</translation>
    </message>
    <message>
        <source>AerOSeg: runs</source>
        <translation>AerOSeg: ejecuciones</translation>
    </message>
    <message>
        <source>Search image, classes, model, place</source>
        <translation>Buscar imagen, clases, modelo, lugar</translation>
    </message>
    <message>
        <source>Show the runs that hold all of these words</source>
        <translation>Mostrar las ejecuciones que contienen todas estas palabras</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Runs whose results are still there. Double-click adds the layer again</source>
        <translation>Ejecuciones cuyos resultados siguen ahí. Doble clic añade la capa de nuevo</translation>
    </message>
    <message>
        <source>Add to the map</source>
        <translation>Añadir al mapa</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>Usar sus ajustes</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Copiar como línea de órdenes</translation>
    </message>
    <message>
        <source>For &amp;bash, zsh and other POSIX shells</source>
        <translation>Para &amp;bash, zsh y otros shells POSIX</translation>
    </message>
    <message>
        <source>For &amp;PowerShell</source>
        <translation>Para &amp;PowerShell</translation>
    </message>
    <message>
        <source>For the &amp;command prompt (cmd)</source>
        <translation>Para el símbolo del &amp;sistema (cmd)</translation>
    </message>
    <message>
        <source>Show the files of this run</source>
        <translation>Mostrar los archivos de esta ejecución</translation>
    </message>
    <message>
        <source>There is no finished run yet. Each run of the panel is listed here.</source>
        <translation>Aún no hay ninguna ejecución terminada. Aquí figura cada ejecución del panel.</translation>
    </message>
    <message>
        <source>None of the {n} runs holds these words.</source>
        <translation>Ninguna de las {n} ejecuciones contiene estas palabras.</translation>
    </message>
    <message>
        <source>Select a run first.</source>
        <translation>Seleccione primero una ejecución.</translation>
    </message>
    <message>
        <source>Add the class raster of this run to the project again</source>
        <translation>Añadir de nuevo al proyecto el ráster de clases de esta ejecución</translation>
    </message>
    <message>
        <source>Fill the panel with its names, model and resolution, for another part of the map</source>
        <translation>Llenar el panel con sus nombres, modelo y resolución, para otra parte del mapa</translation>
    </message>
    <message>
        <source>Run exactly the same once more, into a new folder</source>
        <translation>Ejecutar exactamente lo mismo otra vez, en una carpeta nueva</translation>
    </message>
    <message>
        <source>Copy the command line that gives the same class raster</source>
        <translation>Copiar la línea de órdenes que da el mismo ráster de clases</translation>
    </message>
    <message>
        <source>The command line is on the clipboard. It writes “classes-repeated.tif”.</source>
        <translation>La línea de órdenes está en el portapapeles. Escribe «classes-repeated.tif».</translation>
    </message>
    <message>
        <source>No data here</source>
        <translation>Aquí no hay datos</translation>
    </message>
    <message>
        <source>The best score is below its threshold of {value}: no class.</source>
        <translation>La mejor puntuación está bajo su umbral de {value}: ninguna clase.</translation>
    </message>
    <message>
        <source>Margin to the second: {value}</source>
        <translation>Margen sobre la segunda: {value}</translation>
    </message>
    <message>
        <source>Its server knows no picture here (404, asked {n} times).</source>
        <translation>Su servidor no conoce ninguna imagen aquí (404, preguntado {n} veces).</translation>
    </message>
    <message>
        <source>Its server refuses to give pictures ({status}): a key or a login is missing.</source>
        <translation>Su servidor se niega a dar imágenes ({status}): falta una clave o una sesión.</translation>
    </message>
    <message>
        <source>Its server asks for a pause (429).</source>
        <translation>Su servidor pide una pausa (429).</translation>
    </message>
    <message>
        <source>Its server sent a web page in place of pictures, as a login page does.</source>
        <translation>Su servidor envió una página web en lugar de imágenes, como hace una página de acceso.</translation>
    </message>
    <message>
        <source>Its server sent an error message in place of pictures.</source>
        <translation>Su servidor envió un mensaje de error en lugar de imágenes.</translation>
    </message>
    <message>
        <source>Its server did not answer in time.</source>
        <translation>Su servidor no respondió a tiempo.</translation>
    </message>
    <message>
        <source>Its server cannot be reached.</source>
        <translation>No se puede llegar a su servidor.</translation>
    </message>
    <message>
        <source>Its server has a fault of its own ({status}, asked {n} times).</source>
        <translation>Su servidor tiene un fallo propio ({status}, preguntado {n} veces).</translation>
    </message>
    <message>
        <source>{n} more classes</source>
        <translation>{n} clases más</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels</source>
        <translation>{name}: {share} de los píxeles</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be read.</source>
        <translation>No se puede leer la capa «{name}».</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be used.</source>
        <translation>No se puede usar la capa «{name}».</translation>
    </message>
    <message>
        <source>Its server does not say which area it covers.</source>
        <translation>Su servidor no dice qué zona cubre.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>Elija otra capa.</translation>
    </message>
    <message>
        <source>The word was not kept.</source>
        <translation>La palabra no se conservó.</translation>
    </message>
    <message>
        <source>“{path}” is no file of a taught word.</source>
        <translation>«{path}» no es un archivo de una palabra enseñada.</translation>
    </message>
    <message>
        <source>Teach it again.</source>
        <translation>Enséñela de nuevo.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be written: {error}.</source>
        <translation>No se puede escribir en la carpeta «{folder}»: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or correct the permissions of the folder.</source>
        <translation>Libere espacio, o corrija los permisos de la carpeta.</translation>
    </message>
    <message>
        <source>Teach a word</source>
        <translation>Enseñar una palabra</translation>
    </message>
    <message>
        <source>1. The word</source>
        <translation>1. La palabra</translation>
    </message>
    <message>
        <source>for example: greenhouse</source>
        <translation>por ejemplo: greenhouse</translation>
    </message>
    <message>
        <source>What it is called in the legend. The model need not know the word.</source>
        <translation>Cómo se llama en la leyenda. El modelo no tiene que conocer la palabra.</translation>
    </message>
    <message>
        <source>It is taught to the model “{model}”.</source>
        <translation>Se enseña al modelo «{model}».</translation>
    </message>
    <message>
        <source>2. Where it is</source>
        <translation>2. Dónde está</translation>
    </message>
    <message>
        <source>Click or draw around a few places that show it with the left button, and some that could be mistaken for it with the right.</source>
        <translation>Haga clic o rodee con el botón izquierdo unos lugares que lo muestran, y con el derecho algunos que podrían confundirse.</translation>
    </message>
    <message>
        <source>Mark on the map</source>
        <translation>Marcar en el mapa</translation>
    </message>
    <message>
        <source>Left button: it is here. Right: it is not. Click for a spot, drag for an area</source>
        <translation>Botón izquierdo: está aquí. Derecho: no. Clic para un punto, arrastrar para una superficie</translation>
    </message>
    <message>
        <source>Take the last mark back (Ctrl+Z on the map)</source>
        <translation>Quitar la última marca (Ctrl+Z en el mapa)</translation>
    </message>
    <message>
        <source>Features of this layer; of those that are selected, if any are</source>
        <translation>Objetos de esta capa; los seleccionados, si los hay</translation>
    </message>
    <message>
        <source>show it</source>
        <translation>lo muestran</translation>
    </message>
    <message>
        <source>do not</source>
        <translation>no lo muestran</translation>
    </message>
    <message>
        <source>Whether the features show the word, or what it is not</source>
        <translation>Si los objetos muestran la palabra, o lo que no es</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Tomar</translation>
    </message>
    <message>
        <source>Take the features of the layer as marks</source>
        <translation>Tomar los objetos de la capa como marcas</translation>
    </message>
    <message>
        <source>3. Learn and look</source>
        <translation>3. Aprender y mirar</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Learn from the marks, and show the class on the map</source>
        <translation>Aprender de las marcas, y mostrar la clase en el mapa</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>Cuánto lleva el aprendizaje</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>From now on the word means this, whenever the list has it</source>
        <translation>Desde ahora la palabra significa esto, siempre que esté en la lista</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Forget what was learned; close</source>
        <translation>Olvidar lo aprendido; cerrar</translation>
    </message>
    <message>
        <source>Type the word first.</source>
        <translation>Escriba primero la palabra.</translation>
    </message>
    <message>
        <source>Mark at least one place that shows it.</source>
        <translation>Marque al menos un lugar que lo muestre.</translation>
    </message>
    <message>
        <source>{yes} that show it, {no} that do not</source>
        <translation>{yes} que lo muestran, {no} que no</translation>
    </message>
    <message>
        <source>A few that do not make it better.</source>
        <translation>Unos que no lo muestren mejoran el resultado.</translation>
    </message>
    <message>
        <source>Nothing is marked yet.</source>
        <translation>Aún no hay nada marcado.</translation>
    </message>
    <message>
        <source>Learn again with the marks as they are now</source>
        <translation>Aprender de nuevo con las marcas como están ahora</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>comenzando</translation>
    </message>
    <message>
        <source>Learned in {seconds} s. Look at the map, add marks where it is wrong and learn again, or keep it.</source>
        <translation>Aprendido en {seconds} s. Mire el mapa, añada marcas donde esté mal y aprenda de nuevo, o consérvelo.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was learned.</source>
        <translation>Cancelado. No se aprendió nada.</translation>
    </message>
    <message>
        <source>The word was not learned.</source>
        <translation>La palabra no se aprendió.</translation>
    </message>
    <message>
        <source>The worker answered in another form than this plugin knows.</source>
        <translation>El proceso de cálculo respondió en una forma que este complemento no conoce.</translation>
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
        <translation>{n} días</translation>
    </message>
    <message>
        <source>more than a year</source>
        <translation>más de un año</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>unos {time}</translation>
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
        <translation>Un píxel con menor puntuación no recibe clase. Moverlo cambia el mapa al momento.</translation>
    </message>
    <message>
        <source>Undo the last threshold</source>
        <translation>Deshacer el último umbral</translation>
    </message>
    <message>
        <source>Redo the threshold</source>
        <translation>Rehacer el umbral</translation>
    </message>
    <message>
        <source>Back to the run's thresholds</source>
        <translation>Volver a los umbrales de la ejecución</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>Por clase</translation>
    </message>
    <message>
        <source>A slider for each class</source>
        <translation>Un deslizador para cada clase</translation>
    </message>
    <message>
        <source>Threshold of “{name}”</source>
        <translation>Umbral de «{name}»</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Sin terminar</translation>
    </message>
    <message>
        <source>Runs that ended halfway; what they have finished is kept</source>
        <translation>Ejecuciones que acabaron a medias; lo terminado se conserva</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Delete this run with all that it has finished; asks</source>
        <translation>Eliminar esta ejecución con todo lo terminado; pregunta antes</translation>
    </message>
    <message>
        <source>Go on where this run ended; its finished parts are used</source>
        <translation>Continuar donde acabó esta ejecución; se usan sus partes terminadas</translation>
    </message>
    <message>
        <source>Remove an unfinished run?</source>
        <translation>¿Eliminar una ejecución sin terminar?</translation>
    </message>
    <message>
        <source>Remove the unfinished run of “{image}”?</source>
        <translation>¿Eliminar la ejecución sin terminar de «{image}»?</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done ({names}). Removing frees {size}.</source>
        <translation>{done} de {total} bloques están listos ({names}). Eliminarla libera {size}.</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done</source>
        <translation>{done} de {total} bloques están listos</translation>
    </message>
    <message>
        <source>Started {time}</source>
        <translation>Empezada {time}</translation>
    </message>
    <message>
        <source>“{file}” does not fit the class raster.</source>
        <translation>«{file}» no encaja con el ráster de clases.</translation>
    </message>
    <message>
        <source>It has other pixels, so it belongs to another run.</source>
        <translation>Tiene otros píxeles, así que es de otra ejecución.</translation>
    </message>
    <message>
        <source>Choose the “scores.tif” beside the class raster.</source>
        <translation>Elija el «scores.tif» junto al ráster de clases.</translation>
    </message>
    <message>
        <source>The polygons were not written to “{file}”.</source>
        <translation>Los polígonos no se escribieron en «{file}».</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Libere espacio, o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{title}: needs download, {size}</source>
        <translation>{title}: falta descargarlo, {size}</translation>
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
        <translation>{size}, 1 tesela</translation>
    </message>
    <message>
        <source>{size}, {tiles} tiles</source>
        <translation>{size}, {tiles} teselas</translation>
    </message>
    <message>
        <source>up to {size} on disk</source>
        <translation>hasta {size} en disco</translation>
    </message>
    <message>
        <source>time not known yet</source>
        <translation>duración aún desconocida</translation>
    </message>
    <message>
        <source>{n} map tiles</source>
        <translation>{n} teselas de mapa</translation>
    </message>
    <message>
        <source>Shown are {n} of {all} names: {names}. Select other rows of the list for theirs.</source>
        <translation>Se muestran {n} de {all} nombres: {names}. Seleccione otras filas de la lista para ver los suyos.</translation>
    </message>
    <message>
        <source>The worker ended: {why}</source>
        <translation>El proceso de cálculo terminó: {why}</translation>
    </message>
    <message>
        <source>The cancelled run did not stop by itself; its worker was ended.</source>
        <translation>La ejecución cancelada no se detuvo por sí sola; se terminó su proceso.</translation>
    </message>
    <message>
        <source>Run again: a new worker is started.</source>
        <translation>Ejecute de nuevo: se inicia otro proceso.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not start.</source>
        <translation>El proceso de cálculo de AerOSeg no pudo iniciarse.</translation>
    </message>
    <message>
        <source>Its Python lacks something: {line}.</source>
        <translation>A su Python le falta algo: {line}.</translation>
    </message>
    <message>
        <source>Choose or repair the Python in the AerOSeg options, Environment tab.</source>
        <translation>Elija o repare el Python en las opciones de AerOSeg, pestaña Entorno.</translation>
    </message>
    <message>
        <source>The system ended it (signal 9), often because memory ran out.</source>
        <translation>El sistema lo terminó (señal 9), a menudo por falta de memoria.</translation>
    </message>
    <message>
        <source>Run again, with a smaller area if it was memory.</source>
        <translation>Ejecute de nuevo, con una zona menor si fue la memoria.</translation>
    </message>
    <message>
        <source>It crashed (signal {code}).</source>
        <translation>Se bloqueó (señal {code}).</translation>
    </message>
    <message>
        <source>It ended by itself with exit code {code}.</source>
        <translation>Terminó por sí solo con el código {code}.</translation>
    </message>
    <message>
        <source>The AerOSeg worker ended in the middle of its work.</source>
        <translation>El proceso de cálculo de AerOSeg terminó en medio de su trabajo.</translation>
    </message>
    <message>
        <source>The plugin and its worker do not fit together.</source>
        <translation>El complemento y su proceso de cálculo no encajan.</translation>
    </message>
    <message>
        <source>They speak different versions of their protocol.</source>
        <translation>Hablan versiones distintas de su protocolo.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not be started.</source>
        <translation>No se pudo iniciar el proceso de cálculo de AerOSeg.</translation>
    </message>
    <message>
        <source>“{path}” is not a program that runs here.</source>
        <translation>«{path}» no es un programa que funcione aquí.</translation>
    </message>
    <message>
        <source>Choose another Python in the AerOSeg options, Environment tab.</source>
        <translation>Elija otro Python en las opciones de AerOSeg, pestaña Entorno.</translation>
    </message>
</context>
</TS>
