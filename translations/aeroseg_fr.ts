<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>AeroSeg</name>
    <message>
        <source>No layer of polygons is chosen.</source>
        <translation>Aucune couche de polygones n’est choisie.</translation>
    </message>
    <message>
        <source>Open or draw one, or choose another area.</source>
        <translation>Ouvrez ou dessinez-en une, ou choisissez une autre zone.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be read.</source>
        <translation>Les polygones de « {name} » ne peuvent pas être lus.</translation>
    </message>
    <message>
        <source>Its data source is missing or damaged.</source>
        <translation>Sa source de données manque ou est endommagée.</translation>
    </message>
    <message>
        <source>Repair the data source, or choose another layer.</source>
        <translation>Réparez la source de données, ou choisissez une autre couche.</translation>
    </message>
    <message>
        <source>“{name}” has more than {n} polygons here.</source>
        <translation>« {name} » a ici plus de {n} polygones.</translation>
    </message>
    <message>
        <source>Select some of them, or dissolve them first.</source>
        <translation>Sélectionnez-en quelques-uns, ou regroupez-les d’abord.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be used.</source>
        <translation>Les polygones de « {name} » ne peuvent pas être utilisés.</translation>
    </message>
    <message>
        <source>They have no place in the image's coordinate system.</source>
        <translation>Ils n’ont pas de place dans le système de coordonnées de l’image.</translation>
    </message>
    <message>
        <source>Look whether the layer has its right coordinate system.</source>
        <translation>Vérifiez que la couche a le bon système de coordonnées.</translation>
    </message>
    <message>
        <source>1 selected polygon</source>
        <translation>1 polygone sélectionné</translation>
    </message>
    <message>
        <source>{n} selected polygons</source>
        <translation>{n} polygones sélectionnés</translation>
    </message>
    <message>
        <source>1 polygon</source>
        <translation>1 polygone</translation>
    </message>
    <message>
        <source>{n} polygons</source>
        <translation>{n} polygones</translation>
    </message>
    <message>
        <source>1 crosses itself, mended</source>
        <translation>1 se croise lui-même, réparé</translation>
    </message>
    <message>
        <source>{n} cross themselves, mended</source>
        <translation>{n} se croisent eux-mêmes, réparés</translation>
    </message>
    <message>
        <source>{polygons}, {crossing}</source>
        <translation>{polygons}, {crossing}</translation>
    </message>
    <message>
        <source>The layer “{name}” has no polygons.</source>
        <translation>La couche « {name} » n’a pas de polygones.</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer or area.</source>
        <translation>Dessinez-en un, ou choisissez une autre couche ou zone.</translation>
    </message>
    <message>
        <source>The selected polygons of “{name}” do not touch the image.</source>
        <translation>Les polygones sélectionnés de « {name} » ne touchent pas l’image.</translation>
    </message>
    <message>
        <source>Only selected ones count where some are selected.</source>
        <translation>Seuls les sélectionnés comptent quand il y en a.</translation>
    </message>
    <message>
        <source>Select others, or clear the selection.</source>
        <translation>Sélectionnez-en d’autres, ou effacez la sélection.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” do not touch the image.</source>
        <translation>Les polygones de « {name} » ne touchent pas l’image.</translation>
    </message>
    <message>
        <source>They lie elsewhere, or are so thin that they hold nothing.</source>
        <translation>Ils sont ailleurs, ou si fins qu’ils ne contiennent rien.</translation>
    </message>
    <message>
        <source>Draw one on the image, or choose another layer or area.</source>
        <translation>Dessinez-en un sur l’image, ou choisissez une autre couche ou zone.</translation>
    </message>
    <message>
        <source>Nothing to segment here.</source>
        <translation>Il n’y a rien à segmenter ici.</translation>
    </message>
    <message>
        <source>The map view does not touch the image.</source>
        <translation>La vue de la carte ne touche pas l’image.</translation>
    </message>
    <message>
        <source>Zoom to the layer, or choose Layer as the area.</source>
        <translation>Zoomez sur la couche, ou choisissez « Couche » comme zone.</translation>
    </message>
    <message>
        <source>The layer is too large at this resolution.</source>
        <translation>La couche est trop grande à cette résolution.</translation>
    </message>
    <message>
        <source>Choose a coarser resolution.</source>
        <translation>Choisissez une résolution plus grossière.</translation>
    </message>
    <message>
        <source>The image to segment; it follows the active raster layer</source>
        <translation>L’image à segmenter ; elle suit la couche raster active</translation>
    </message>
    <message>
        <source>Load the sample scene</source>
        <translation>Charger la scène d’exemple</translation>
    </message>
    <message>
        <source>Open the drawn scene that comes with AerOSeg, to try it</source>
        <translation>Ouvrir la scène dessinée fournie avec AerOSeg, pour l’essayer</translation>
    </message>
    <message>
        <source>Open an image first.</source>
        <translation>Ouvrez d’abord une image.</translation>
    </message>
    <message>
        <source>AerOSeg options: Python, models, results folder</source>
        <translation>Options d’AerOSeg : Python, modèles, dossier des résultats</translation>
    </message>
    <message>
        <source>What is this? Click here, then on a part of the panel</source>
        <translation>Qu’est-ce que c’est ? Cliquez ici, puis sur une partie du panneau</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Map view</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Segment the part of the image that the map shows</source>
        <translation>Segmenter la partie de l’image que montre la carte</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Segment the whole image</source>
        <translation>Segmenter toute l’image</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polygones</translation>
    </message>
    <message>
        <source>Segment inside the polygons of a layer; the selected ones where some are selected</source>
        <translation>Segmenter dans les polygones d’une couche ; dans les sélectionnés s’il y en a</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>pas encore connue</translation>
    </message>
    <message>
        <source>This image has no coordinate system: how many metres is one pixel on the ground?</source>
        <translation>Cette image n’a pas de système de coordonnées : combien de mètres au sol fait un pixel ?</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Taille du pixel</translation>
    </message>
    <message>
        <source>Size of a pixel that the model sees, in metres on the ground</source>
        <translation>Taille au sol, en mètres, d’un pixel que voit le modèle</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Résolution</translation>
    </message>
    <message>
        <source>The layer of the polygons; it may have another coordinate system than the image</source>
        <translation>La couche des polygones ; elle peut avoir un autre système de coordonnées que l’image</translation>
    </message>
    <message>
        <source>Where edges cross, what they wind around once is inside, as after Fix geometries</source>
        <translation>Là où des bords se croisent, ce qu’ils entourent une fois est dedans, comme après « Réparer les géométries »</translation>
    </message>
    <message>
        <source>The list holds “{name}”, so the names are compared with that alone.</source>
        <translation>La liste contient « {name} », les noms ne sont donc comparés qu’à lui.</translation>
    </message>
    <message>
        <source>So that a single name does not fill the map: a place that is more like road, water, tree and other such words than like your names gets no class. Words of the same kind as a name are left out by themselves.</source>
        <translation>Pour qu’un seul nom ne remplisse pas la carte : un endroit qui ressemble plus à route, eau, arbre et mots semblables qu’à vos noms ne reçoit pas de classe. Les mots du même genre qu’un nom sont laissés de côté d’eux-mêmes.</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrer</translation>
    </message>
    <message>
        <source>Fits the threshold of each class on polygons of which you know the class. The figures are of places that were left out of the fitting.</source>
        <translation>Ajuste le seuil de chaque classe sur des polygones dont vous connaissez la classe. Les chiffres viennent de lieux laissés hors de l’ajustement.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>How far the fitting is</source>
        <translation>Avancement de l’ajustement</translation>
    </message>
    <message>
        <source>Keep only the best word where it does better alone</source>
        <translation>Ne garder que le meilleur mot là où il fait mieux seul</translation>
    </message>
    <message>
        <source>Otherwise the best word comes first, and all are searched</source>
        <translation>Sinon le meilleur mot vient d’abord, et tous sont cherchés</translation>
    </message>
    <message>
        <source>The result whose scores are compared with the polygons</source>
        <translation>Le résultat dont les scores sont comparés aux polygones</translation>
    </message>
    <message>
        <source>Polygons of which you know the class; of those selected, if any</source>
        <translation>Polygones dont vous connaissez la classe ; les sélectionnés s’il y en a</translation>
    </message>
    <message>
        <source>Holds the class names; “background” is ground that is none of the classes</source>
        <translation>Contient les noms de classes ; « background » est du sol d’aucune classe</translation>
    </message>
    <message>
        <source>Which polygons belong together. Empty: up to five parts of the ground</source>
        <translation>Quels polygones vont ensemble. Vide : jusqu’à cinq parties du sol</translation>
    </message>
    <message>
        <source>Compare the words of a class too</source>
        <translation>Comparer aussi les mots d’une classe</translation>
    </message>
    <message>
        <source>Other classes of the layer are none of these</source>
        <translation>Les autres classes de la couche n’en font pas partie</translation>
    </message>
    <message>
        <source>Polygons whose class is not in the list are ground where none of its classes is; otherwise they are left out</source>
        <translation>Les polygones dont la classe n’est pas dans la liste sont du sol sans aucune de ses classes ; sinon ils sont omis</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Champ de classe</translation>
    </message>
    <message>
        <source>Place field</source>
        <translation>Champ du lieu</translation>
    </message>
    <message>
        <source>Tries each word of a class alone on the image; takes a while</source>
        <translation>Essaie seul sur l’image chaque mot d’une classe ; cela prend du temps</translation>
    </message>
    <message>
        <source>No class of the list has other words.</source>
        <translation>Aucune classe de la liste n’a d’autres mots.</translation>
    </message>
    <message>
        <source>Words can be compared on images in files only.</source>
        <translation>Les mots ne peuvent être comparés que sur des images en fichiers.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>IoU before</source>
        <translation>IoU avant</translation>
    </message>
    <message>
        <source>after</source>
        <translation>après</translation>
    </message>
    <message>
        <source>Ticked classes get the new threshold: those that did better on places left out</source>
        <translation>Les classes cochées reçoivent le nouveau seuil : celles qui ont fait mieux sur les lieux laissés de côté</translation>
    </message>
    <message>
        <source>Leave the class list as it is</source>
        <translation>Laisser la liste de classes telle quelle</translation>
    </message>
    <message>
        <source>Segment something first: the scores of a result are needed.</source>
        <translation>Segmentez d’abord quelque chose : il faut les scores d’un résultat.</translation>
    </message>
    <message>
        <source>Open a layer with polygons of which you know the class.</source>
        <translation>Ouvrez une couche de polygones dont vous connaissez la classe.</translation>
    </message>
    <message>
        <source>Choose the field that holds the class names.</source>
        <translation>Choisissez le champ qui contient les noms de classes.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Compare the scores with the polygons</source>
        <translation>Comparer les scores aux polygones</translation>
    </message>
    <message>
        <source>Write the new thresholds into the class list; it can be undone</source>
        <translation>Écrire les nouveaux seuils dans la liste de classes ; on peut annuler</translation>
    </message>
    <message>
        <source>Nothing is ticked that would change the list</source>
        <translation>Rien de coché ne changerait la liste</translation>
    </message>
    <message>
        <source>The result has left the project.</source>
        <translation>Le résultat a quitté le projet.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <source>The answer of the model cannot be read.</source>
        <translation>La réponse du modèle ne peut pas être lue.</translation>
    </message>
    <message>
        <source>Update the plugin and restart QGIS.</source>
        <translation>Mettez l’extension à jour et redémarrez QGIS.</translation>
    </message>
    <message>
        <source>Nothing could be tried on other places.</source>
        <translation>Rien n’a pu être essayé en d’autres lieux.</translation>
    </message>
    <message>
        <source>Mean IoU {before} before, {after} after, on {n} places left out in turn.</source>
        <translation>IoU moyen {before} avant, {after} après, sur {n} lieux laissés de côté tour à tour.</translation>
    </message>
    <message>
        <source>This word alone, with a threshold fitted for it</source>
        <translation>Ce mot seul, avec un seuil ajusté pour lui</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{name}: {pixels} pixels of reference in {places} places</source>
        <translation>{name} : {pixels} pixels de référence en {places} lieux</translation>
    </message>
    <message>
        <source>Too few polygons of this class, or none of anything else.</source>
        <translation>Trop peu de polygones de cette classe, ou aucun d’autre chose.</translation>
    </message>
    <message>
        <source>All in one place, so it could not be tried on another.</source>
        <translation>Tous en un lieu, on n’a donc pas pu l’essayer ailleurs.</translation>
    </message>
    <message>
        <source>A new threshold did no better on the places left out.</source>
        <translation>Un nouveau seuil n’a pas fait mieux sur les lieux laissés de côté.</translation>
    </message>
    <message>
        <source>{title} ({file})</source>
        <translation>{title} ({file})</translation>
    </message>
    <message>
        <source>The background words cannot be saved.</source>
        <translation>Les mots d’arrière-plan ne peuvent pas être enregistrés.</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>Free some space, or check the folder of your QGIS profile.</source>
        <translation>Libérez de l’espace, ou vérifiez le dossier de votre profil QGIS.</translation>
    </message>
    <message>
        <source>The name in the legend and in the table; it is searched too</source>
        <translation>Le nom dans la légende et le tableau ; il est aussi recherché</translation>
    </message>
    <message>
        <source>for example: house, roof</source>
        <translation>par exemple : maison, toit</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas between; each is searched</source>
        <translation>Autres mots pour la même classe, séparés par des virgules ; chacun est recherché</translation>
    </message>
    <message>
        <source>Colour on the map; the arrow also offers to leave it to AerOSeg</source>
        <translation>Couleur sur la carte ; la flèche permet aussi de la laisser à AerOSeg</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>Seuil propre</translation>
    </message>
    <message>
        <source>Otherwise the model's own threshold holds</source>
        <translation>Sinon le seuil du modèle s’applique</translation>
    </message>
    <message>
        <source>From 0 to 1: a pixel whose score for this class is lower gets no class</source>
        <translation>De 0 à 1 : un pixel dont le score pour cette classe est plus bas ne reçoit pas de classe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>Autres mots</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Une classe a besoin d’un nom.</translation>
    </message>
    <message>
        <source>A name cannot hold any of these signs: {signs}</source>
        <translation>Un nom ne peut contenir aucun de ces signes : {signs}</translation>
    </message>
    <message>
        <source>A word cannot hold any of these signs: {signs}</source>
        <translation>Un mot ne peut contenir aucun de ces signes : {signs}</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>« {name} » est déjà dans la liste.</translation>
    </message>
    <message>
        <source>This is what is none of the other classes; it is not drawn on the map.</source>
        <translation>C’est ce qui n’appartient à aucune autre classe ; ce n’est pas dessiné sur la carte.</translation>
    </message>
    <message>
        <source>{n} names are in the list already.</source>
        <translation>{n} noms sont déjà dans la liste.</translation>
    </message>
    <message>
        <source>There was no name in it. Type for example “building, road”.</source>
        <translation>Il n’y avait pas de nom. Saisissez par exemple « building, road ».</translation>
    </message>
    <message>
        <source>Empty names were left out.</source>
        <translation>Les noms vides ont été omis.</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>Retirer « {name} »</translation>
    </message>
    <message>
        <source>A class needs a name, so “{name}” was kept.</source>
        <translation>Une classe a besoin d’un nom, « {name} » a donc été gardé.</translation>
    </message>
    <message>
        <source>What is none of the other classes; it is not drawn on the map.</source>
        <translation>Ce qui n’appartient à aucune autre classe ; ce n’est pas dessiné sur la carte.</translation>
    </message>
    <message>
        <source>The same class: {names}</source>
        <translation>La même classe : {names}</translation>
    </message>
    <message>
        <source>Own threshold: {value}. A pixel with a lower score gets no class.</source>
        <translation>Seuil propre : {value}. Un pixel de score plus bas ne reçoit pas de classe.</translation>
    </message>
    <message>
        <source>Double-click to edit.</source>
        <translation>Double-cliquez pour modifier.</translation>
    </message>
    <message>
        <source>Double-click to edit; click the colour to change it; Alt+Return for all.</source>
        <translation>Double-cliquez pour modifier ; cliquez sur la couleur pour la changer ; Alt+Entrée pour tout.</translation>
    </message>
    <message>
        <source>not known to this model</source>
        <translation>inconnu de ce modèle</translation>
    </message>
    <message>
        <source>Share of the last result</source>
        <translation>Part dans le dernier résultat</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>inutilisable</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>My class lists</source>
        <translation>Mes listes de classes</translation>
    </message>
    <message>
        <source>Your saved lists. F2 or a double-click renames</source>
        <translation>Vos listes enregistrées. F2 ou un double-clic renomme</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>Lui donner un autre nom</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>Put the file of this list into the trash</source>
        <translation>Mettre le fichier de cette liste à la corbeille</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Show the files, for example to copy them</source>
        <translation>Montrer les fichiers, par exemple pour les copier</translation>
    </message>
    <message>
        <source>Delete the list “{name}”?</source>
        <translation>Supprimer la liste « {name} » ?</translation>
    </message>
    <message>
        <source>Its file goes to the trash.</source>
        <translation>Son fichier va à la corbeille.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>“{name}” is in the trash.</source>
        <translation>« {name} » est à la corbeille.</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>« {name} » a été supprimée.</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Dernière utilisée</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>Enregistrer cette liste…</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>La liste est vide.</translation>
    </message>
    <message>
        <source>Open a list from a file…</source>
        <translation>Ouvrir une liste depuis un fichier…</translation>
    </message>
    <message>
        <source>A text file with one class on each line</source>
        <translation>Un fichier texte avec une classe par ligne</translation>
    </message>
    <message>
        <source>Names from a layer…</source>
        <translation>Noms d’une couche…</translation>
    </message>
    <message>
        <source>Each different value of an attribute becomes a class</source>
        <translation>Chaque valeur d’un attribut devient une classe</translation>
    </message>
    <message>
        <source>Add to the list instead of replacing it</source>
        <translation>Ajouter à la liste au lieu de la remplacer</translation>
    </message>
    <message>
        <source>Either way, Undo brings the list back as it was.</source>
        <translation>Dans les deux cas, Annuler rétablit la liste telle qu’elle était.</translation>
    </message>
    <message>
        <source>{list}: {names}</source>
        <translation>{list}: {names}</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Jeux de données</translation>
    </message>
    <message>
        <source>Class lists of published data sets</source>
        <translation>Listes de classes de jeux de données publiés</translation>
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
        <translation>Avec les seuils publiés</translation>
    </message>
    <message>
        <source>They were tuned for each data set with SegEarth-OV.</source>
        <translation>Ils ont été réglés pour chaque jeu de données avec SegEarth-OV.</translation>
    </message>
    <message>
        <source>They were tuned for SegEarth-OV; the chosen model scores in another way.</source>
        <translation>Ils ont été réglés pour SegEarth-OV ; le modèle choisi note autrement.</translation>
    </message>
    <message>
        <source>With the published colours</source>
        <translation>Avec les couleurs publiées</translation>
    </message>
    <message>
        <source>The colours of the data set instead of AerOSeg's own</source>
        <translation>Les couleurs du jeu de données au lieu de celles d’AerOSeg</translation>
    </message>
    <message>
        <source>My lists</source>
        <translation>Mes listes</translation>
    </message>
    <message>
        <source>Rename or delete…</source>
        <translation>Renommer ou supprimer…</translation>
    </message>
    <message>
        <source>None yet: make a list and save it with the button beside this one.</source>
        <translation>Aucune pour l’instant : faites une liste et enregistrez-la avec le bouton voisin.</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Fichiers récents</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>et {n} de plus</translation>
    </message>
    <message>
        <source>Published threshold: {value}</source>
        <translation>Seuil publié : {value}</translation>
    </message>
    <message>
        <source>“{file}” is longer than any list of names.</source>
        <translation>« {file} » est plus long que toute liste de noms.</translation>
    </message>
    <message>
        <source>Choose a text file with one class name on each line.</source>
        <translation>Choisissez un fichier texte avec un nom de classe par ligne.</translation>
    </message>
    <message>
        <source>it is not a text in UTF-8</source>
        <translation>ce n’est pas un texte en UTF-8</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be read.</source>
        <translation>La liste de classes « {file} » ne peut pas être lue.</translation>
    </message>
    <message>
        <source>There is no class name in “{file}”.</source>
        <translation>Il n’y a aucun nom de classe dans « {file} ».</translation>
    </message>
    <message>
        <source>“{file}” holds {n} names, and {most} is the most.</source>
        <translation>« {file} » contient {n} noms, {most} est le maximum.</translation>
    </message>
    <message>
        <source>A list needs a name.</source>
        <translation>Une liste a besoin d’un nom.</translation>
    </message>
    <message>
        <source>There is a list “{name}” already.</source>
        <translation>Il existe déjà une liste « {name} ».</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be written.</source>
        <translation>La liste de classes « {file} » ne peut pas être écrite.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Choisissez un autre dossier, ou libérez de l’espace.</translation>
    </message>
    <message>
        <source>“{file}” is no class raster.</source>
        <translation>« {file} » n’est pas un raster de classes.</translation>
    </message>
    <message>
        <source>Its values are not whole numbers.</source>
        <translation>Ses valeurs ne sont pas des nombres entiers.</translation>
    </message>
    <message>
        <source>Choose the “classes.tif” of a run, or another raster of class numbers.</source>
        <translation>Choisissez le « classes.tif » d’une exécution, ou un autre raster de numéros de classes.</translation>
    </message>
    <message>
        <source>“{file}” is no score raster.</source>
        <translation>« {file} » n’est pas un raster de scores.</translation>
    </message>
    <message>
        <source>Its tags are missing, or its bands do not fit its classes.</source>
        <translation>Ses étiquettes manquent, ou ses bandes ne correspondent pas à ses classes.</translation>
    </message>
    <message>
        <source>Choose the unchanged “scores.tif” of a run.</source>
        <translation>Choisissez le « scores.tif » inchangé d’une exécution.</translation>
    </message>
    <message>
        <source>“{file}” cannot be read.</source>
        <translation>« {file} » ne peut pas être lu.</translation>
    </message>
    <message>
        <source>It is gone, or no raster that QGIS can open.</source>
        <translation>Il a disparu, ou n’est pas un raster que QGIS peut ouvrir.</translation>
    </message>
    <message>
        <source>Look whether the results folder still exists, or run again.</source>
        <translation>Vérifiez que le dossier des résultats existe encore, ou relancez.</translation>
    </message>
    <message>
        <source>class {n}</source>
        <translation>classe {n}</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Couleur de la classe</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>Modifier la ligne</translation>
    </message>
    <message>
        <source>Other words, colour, threshold…</source>
        <translation>Autres mots, couleur, seuil…</translation>
    </message>
    <message>
        <source>Alt+Return</source>
        <translation>Alt+Entrée</translation>
    </message>
    <message>
        <source>Change colour…</source>
        <translation>Changer la couleur…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Suppr</translation>
    </message>
    <message>
        <source>Copy all names</source>
        <translation>Copier tous les noms</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Tout retirer</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Burn edited polygons into the result</source>
        <translation>Graver les polygones modifiés dans le résultat</translation>
    </message>
    <message>
        <source>Polygons whose classes are right; unsaved edits count too</source>
        <translation>Polygones dont les classes sont justes ; les modifications non enregistrées comptent aussi</translation>
    </message>
    <message>
        <source>Names the class; “other”, or nothing, takes the class away</source>
        <translation>Nomme la classe ; « other », ou rien, retire la classe</translation>
    </message>
    <message>
        <source>Only selected polygons</source>
        <translation>Seulement les polygones sélectionnés</translation>
    </message>
    <message>
        <source>What lies in no polygon becomes “other”</source>
        <translation>Ce qui n’est dans aucun polygone devient « other »</translation>
    </message>
    <message>
        <source>For an edited layer that holds all polygons of the result: removed ones are removed from the result too</source>
        <translation>Pour une couche modifiée qui contient tous les polygones du résultat : ceux qui ont été retirés le sont aussi du résultat</translation>
    </message>
    <message>
        <source>Only pixels that change are kept as corrections, and hold at every threshold.</source>
        <translation>Seuls les pixels qui changent sont gardés comme corrections, et valent à tout seuil.</translation>
    </message>
    <message>
        <source>Burn</source>
        <translation>Graver</translation>
    </message>
    <message>
        <source>The polygons were not burnt into the result.</source>
        <translation>Les polygones n’ont pas été gravés dans le résultat.</translation>
    </message>
    <message>
        <source>The field “{field}” holds {names}, and the classes are {classes}.</source>
        <translation>Le champ « {field} » contient {names}, et les classes sont {classes}.</translation>
    </message>
    <message>
        <source>Choose another field, or correct the names.</source>
        <translation>Choisissez un autre champ, ou corrigez les noms.</translation>
    </message>
    <message>
        <source>“{layer}” holds no polygon.</source>
        <translation>« {layer} » ne contient aucun polygone.</translation>
    </message>
    <message>
        <source>Draw polygons first, or choose another layer.</source>
        <translation>Dessinez d’abord des polygones, ou choisissez une autre couche.</translation>
    </message>
    <message>
        <source>AerOSeg: burning polygons</source>
        <translation>AerOSeg : gravure des polygones</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {error}.</source>
        <translation>« {file} » ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <source>Free some space, or make the results folder writable.</source>
        <translation>Libérez de l’espace, ou rendez le dossier des résultats accessible en écriture.</translation>
    </message>
    <message>
        <source>Stop the run; what is finished is kept, to go on later</source>
        <translation>Arrêter l’exécution ; ce qui est fini est gardé, pour continuer plus tard</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>Une exécution est en cours.</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Choisissez d’abord un modèle.</translation>
    </message>
    <message>
        <source>Segment  ({keys})</source>
        <translation>Segmenter  ({keys})</translation>
    </message>
    <message>
        <source>Find the classes in the image</source>
        <translation>Trouver les classes dans l’image</translation>
    </message>
    <message>
        <source>Add maps of what the model sees in each name, step by step, above the image</source>
        <translation>Ajouter au-dessus de l’image des cartes de ce que le modèle voit pour chaque nom, étape par étape</translation>
    </message>
    <message>
        <source>starting the worker</source>
        <translation>démarrage du processus de calcul</translation>
    </message>
    <message>
        <source>Asked again in {time}.</source>
        <translation>Redemandé en {time}.</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>Terminé en {time}.</translation>
    </message>
    <message>
        <source>Correlation layers in {time}. {names}</source>
        <translation>Couches de corrélation en {time}. {names}</translation>
    </message>
    <message>
        <source>The list has changed; Segment asks again.</source>
        <translation>La liste a changé ; « Segmenter » redemande.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was added to the project.</source>
        <translation>Annulé. Rien n’a été ajouté au projet.</translation>
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
        <translation>Annuler dans la liste</translation>
    </message>
    <message>
        <source>Redo in the list</source>
        <translation>Rétablir dans la liste</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Préréglages</translation>
    </message>
    <message>
        <source>Ready lists: general ones, your own, those of data sets</source>
        <translation>Listes prêtes : générales, les vôtres, celles de jeux de données</translation>
    </message>
    <message>
        <source>Save this list, to take it again from the presets</source>
        <translation>Enregistrer cette liste, pour la reprendre dans les préréglages</translation>
    </message>
    <message>
        <source>The names to look for. Double-click to edit, Delete to remove</source>
        <translation>Les noms à chercher. Double-cliquez pour modifier, Suppr pour retirer</translation>
    </message>
    <message>
        <source>Type names below, or take one of these:</source>
        <translation>Saisissez des noms ci-dessous, ou prenez l’une de ces listes :</translation>
    </message>
    <message>
        <source>Type a name, Enter adds, commas split</source>
        <translation>Un nom, Entrée ajoute, virgule sépare</translation>
    </message>
    <message>
        <source>Class names, for example: building, road. Other words for the same class go behind a bar: building | house | roof. Several lines can be pasted.</source>
        <translation>Noms de classes, par exemple : building, road. D’autres mots pour la même classe suivent une barre : building | house | roof. On peut coller plusieurs lignes.</translation>
    </message>
    <message>
        <source>The model that answers. Add your own in the options</source>
        <translation>Le modèle qui répond. Ajoutez le vôtre dans les options</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Compare with background words</source>
        <translation>Comparer à des mots d’arrière-plan</translation>
    </message>
    <message>
        <source>Which words these are: options, Background words</source>
        <translation>Quels sont ces mots : options, Mots d’arrière-plan</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>More to do with the image and the names</source>
        <translation>Plus à faire avec l’image et les noms</translation>
    </message>
    <message>
        <source>Show &amp;correlation layers</source>
        <translation>Montrer les couches de &amp;corrélation</translation>
    </message>
    <message>
        <source>&amp;Ask again when the list changes</source>
        <translation>&amp;Redemander quand la liste change</translation>
    </message>
    <message>
        <source>By itself, and only where the image is encoded already: it takes a moment</source>
        <translation>De soi-même, et seulement là où l’image est déjà encodée : cela prend un instant</translation>
    </message>
    <message>
        <source>Runs: open, repeat or take over what was run before</source>
        <translation>Exécutions : ouvrir, répéter ou reprendre ce qui a été calculé</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>Avancement de l’exécution</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>environ {size}</translation>
    </message>
    <message>
        <source>“{title}” needs the file {files}, from {host}.</source>
        <translation>« {title} » a besoin du fichier {files}, de {host}.</translation>
    </message>
    <message>
        <source>Nobody states a checksum for it, so it cannot be checked that this first download is what its publisher meant.</source>
        <translation>Personne n’en indique de somme de contrôle ; on ne peut donc pas vérifier que ce premier téléchargement est ce que voulait l’éditeur.</translation>
    </message>
    <message>
        <source>AerOSeg reads the file as data and never runs anything in it. Its checksum is remembered, and later downloads must be the same.</source>
        <translation>AerOSeg lit le fichier comme des données et n’y exécute rien. Sa somme de contrôle est retenue, et les téléchargements suivants doivent être identiques.</translation>
    </message>
    <message>
        <source>Terms of use: {licence}.</source>
        <translation>Conditions d’utilisation : {licence}.</translation>
    </message>
    <message>
        <source>Fetch the weights of this model</source>
        <translation>Télécharger les poids de ce modèle</translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation>J’ai les fichiers…</translation>
    </message>
    <message>
        <source>Use weights that are on this computer already; the files stay where they are</source>
        <translation>Utiliser des poids déjà sur cet ordinateur ; les fichiers restent où ils sont</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>Avancement du téléchargement</translation>
    </message>
    <message>
        <source>Pause download</source>
        <translation>Suspendre le téléchargement</translation>
    </message>
    <message>
        <source>Stop; what has come is kept, and the next download goes on</source>
        <translation>Arrêter ; ce qui est arrivé est gardé, et le prochain téléchargement continue</translation>
    </message>
    <message>
        <source>“{title}” is being downloaded.</source>
        <translation>« {title} » est en cours de téléchargement.</translation>
    </message>
    <message>
        <source>Download, {size}</source>
        <translation>Télécharger, {size}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Go on with the download ({share} here)</source>
        <translation>Continuer le téléchargement ({share} sont là)</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Assembler</translation>
    </message>
    <message>
        <source>Another model is being downloaded; this one can follow.</source>
        <translation>Un autre modèle est en cours de téléchargement ; celui-ci peut suivre.</translation>
    </message>
    <message>
        <source>The weights of this model are public and not on this computer yet.</source>
        <translation>Les poids de ce modèle sont publics et ne sont pas encore sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Terms: {licence}.</source>
        <translation>Conditions : {licence}.</translation>
    </message>
    <message>
        <source>Download a file that cannot be checked?</source>
        <translation>Télécharger un fichier qui ne peut pas être vérifié ?</translation>
    </message>
    <message>
        <source>Choose the published files</source>
        <translation>Choisir les fichiers publiés</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>Poids ({patterns})</translation>
    </message>
    <message>
        <source>{file}, from {page}</source>
        <translation>{file}, de {page}</translation>
    </message>
    <message>
        <source>Without a network, put these into {folder}</source>
        <translation>Sans réseau, placez-les dans {folder}</translation>
    </message>
    <message>
        <source>The files are here; the model is made of them</source>
        <translation>Les fichiers sont là ; le modèle en est fait</translation>
    </message>
    <message>
        <source>{build}: {download} to download, {disk} on disk</source>
        <translation>{build} : {download} à télécharger, {disk} sur le disque</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Processeur (CPU)</translation>
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
        <translation>Le GPU de ce Mac calcule plusieurs fois plus vite.</translation>
    </message>
    <message>
        <source>“{gpu}” computes many times faster than the processor.</source>
        <translation>« {gpu} » calcule bien plus vite que le processeur.</translation>
    </message>
    <message>
        <source>No NVIDIA GPU was found on this computer.</source>
        <translation>Aucun GPU NVIDIA n’a été trouvé sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The driver {driver} of “{gpu}” is too old for CUDA: {oldest} is needed.</source>
        <translation>Le pilote {driver} de « {gpu} » est trop ancien pour CUDA : il faut {oldest}.</translation>
    </message>
    <message>
        <source>Smaller, and slower.</source>
        <translation>Plus petit, et plus lent.</translation>
    </message>
    <message>
        <source>The AerOSeg worker cannot be started.</source>
        <translation>Le processus de calcul d’AerOSeg ne peut pas être démarré.</translation>
    </message>
    <message>
        <source>Its Python “{path}” does not exist any more.</source>
        <translation>Son Python « {path} » n’existe plus.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Environment tab.</source>
        <translation>Choisissez-en un autre dans les options d’AerOSeg, onglet Environnement.</translation>
    </message>
    <message>
        <source>This Python was not checked.</source>
        <translation>Ce Python n’a pas été vérifié.</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>Il n’y a pas de fichier « {path} ».</translation>
    </message>
    <message>
        <source>Choose the program file, for example “.venv/bin/python”.</source>
        <translation>Choisissez le fichier du programme, par exemple « .venv/bin/python ».</translation>
    </message>
    <message>
        <source>The worker gave an answer that does not fit.</source>
        <translation>La réponse du processus de calcul ne convient pas.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet.</source>
        <translation>AerOSeg n’a pas encore de Python pour son modèle.</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS.</source>
        <translation>Le modèle tourne dans son propre Python, avec PyTorch, à part de QGIS.</translation>
    </message>
    <message>
        <source>Click “Install”, or choose an existing Python with PyTorch.</source>
        <translation>Cliquez sur « Installer », ou choisissez un Python existant avec PyTorch.</translation>
    </message>
    <message>
        <source>A package was not found.</source>
        <translation>Un paquet est introuvable.</translation>
    </message>
    <message>
        <source>Choose another folder of packages, or leave it empty to use the network.</source>
        <translation>Choisissez un autre dossier de paquets, ou laissez-le vide pour utiliser le réseau.</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>Vérification de {file}</translation>
    </message>
    <message>
        <source>A downloaded package was refused.</source>
        <translation>Un paquet téléchargé a été refusé.</translation>
    </message>
    <message>
        <source>“{file}” is not the file that the package index lists.</source>
        <translation>« {file} » n’est pas le fichier qu’indique l’index de paquets.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something on the way changes files.</source>
        <translation>Réessayez ; si cela persiste, quelque chose modifie les fichiers en chemin.</translation>
    </message>
    <message>
        <source>The packages were not downloaded completely.</source>
        <translation>Les paquets n’ont pas été téléchargés entièrement.</translation>
    </message>
    <message>
        <source>“{file}” could not be fetched from {host}: {why}.</source>
        <translation>« {file} » n’a pas pu être obtenu de {host} : {why}.</translation>
    </message>
    <message>
        <source>What has come is kept. Look after the network and try again; it then goes on.</source>
        <translation>Ce qui est arrivé est gardé. Vérifiez le réseau et réessayez ; cela continuera.</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}” ({free} are free).</source>
        <translation>Il n’y a plus d’espace dans « {folder} » ({free} libres).</translation>
    </message>
    <message>
        <source>Make room, or choose another folder in the options, Environment tab.</source>
        <translation>Faites de la place, ou choisissez un autre dossier dans les options, onglet Environnement.</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>« {folder} » ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <source>Choose another folder in the options, Environment tab.</source>
        <translation>Choisissez un autre dossier dans les options, onglet Environnement.</translation>
    </message>
    <message>
        <source>The environment was not made, and nothing of it was kept.</source>
        <translation>L’environnement n’a pas été créé, et rien n’en a été gardé.</translation>
    </message>
    <message>
        <source>preparing the installer</source>
        <translation>préparation de l’installation</translation>
    </message>
    <message>
        <source>making the environment</source>
        <translation>création de l’environnement</translation>
    </message>
    <message>
        <source>The environment was not made.</source>
        <translation>L’environnement n’a pas été créé.</translation>
    </message>
    <message>
        <source>“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.</source>
        <translation>« {path} » n’est pas un Python 3.10 à 3.14 (64 bits) qui fonctionne ici.</translation>
    </message>
    <message>
        <source>Choose another one, or leave the field empty.</source>
        <translation>Choisissez-en un autre, ou laissez le champ vide.</translation>
    </message>
    <message>
        <source>comparing with what is here</source>
        <translation>comparaison avec ce qui est là</translation>
    </message>
    <message>
        <source>Looking at the packages</source>
        <translation>Examen des paquets</translation>
    </message>
    <message>
        <source>installing {n} packages</source>
        <translation>installation de {n} paquets</translation>
    </message>
    <message>
        <source>choosing the packages</source>
        <translation>choix des paquets</translation>
    </message>
    <message>
        <source>waiting for your answer</source>
        <translation>en attente de votre réponse</translation>
    </message>
    <message>
        <source>fetching and installing the packages</source>
        <translation>téléchargement et installation des paquets</translation>
    </message>
    <message>
        <source>It needs {needed} in “{folder}”, and {free} are free.</source>
        <translation>Il faut {needed} dans « {folder} », et {free} sont libres.</translation>
    </message>
    <message>
        <source>downloading, {done} of {total}</source>
        <translation>téléchargement, {done} sur {total}</translation>
    </message>
    <message>
        <source>The environment was not changed as asked.</source>
        <translation>L’environnement n’a pas été modifié comme demandé.</translation>
    </message>
    <message>
        <source>The installer met an error that it does not know: {error}.</source>
        <translation>L’installation a rencontré une erreur qu’elle ne connaît pas : {error}.</translation>
    </message>
    <message>
        <source>The log has the details; report them with “Copy diagnostics”.</source>
        <translation>Le journal contient les détails ; signalez-les avec « Copier le diagnostic ».</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>début</translation>
    </message>
    <message>
        <source>The environment was not changed.</source>
        <translation>L’environnement n’a pas été modifié.</translation>
    </message>
    <message>
        <source>Another QGIS is installing into “{folder}”.</source>
        <translation>Un autre QGIS installe dans « {folder} ».</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>Attendez qu’il ait fini, puis réessayez.</translation>
    </message>
    <message>
        <source>looking at every file</source>
        <translation>examen de chaque fichier</translation>
    </message>
    <message>
        <source>loading the libraries</source>
        <translation>chargement des bibliothèques</translation>
    </message>
    <message>
        <source>segmenting a tile</source>
        <translation>segmentation d’une tuile</translation>
    </message>
    <message>
        <source>removing the environment</source>
        <translation>suppression de l’environnement</translation>
    </message>
    <message>
        <source>Removing the environment</source>
        <translation>Suppression de l’environnement</translation>
    </message>
    <message>
        <source>“{package}” lacks its file “{file}”, or it was changed.</source>
        <translation>Il manque à « {package} » son fichier « {file} », ou il a été modifié.</translation>
    </message>
    <message>
        <source>{n} files of {names} are missing or were changed, “{file}” among them.</source>
        <translation>{n} fichiers de {names} manquent ou ont été modifiés, dont « {file} ».</translation>
    </message>
    <message>
        <source>The environment is damaged.</source>
        <translation>L’environnement est endommagé.</translation>
    </message>
    <message>
        <source>Click “Repair”: only what is damaged is fetched again.</source>
        <translation>Cliquez sur « Réparer » : seul ce qui est endommagé est téléchargé à nouveau.</translation>
    </message>
    <message>
        <source>There is no Python in “{folder}”.</source>
        <translation>Il n’y a pas de Python dans « {folder} ».</translation>
    </message>
    <message>
        <source>Click “Repair” to make it anew.</source>
        <translation>Cliquez sur « Réparer » pour le refaire.</translation>
    </message>
    <message>
        <source>{build}, PyTorch {torch}, Python {python}, {size}</source>
        <translation>{build}, PyTorch {torch}, Python {python}, {size}</translation>
    </message>
    <message>
        <source>No Python {oldest} to {newest} was found here, and none could be fetched.</source>
        <translation>Aucun Python {oldest} à {newest} n’a été trouvé ici, et aucun n’a pu être téléchargé.</translation>
    </message>
    <message>
        <source>Install a Python from your system's packages or python.org, then try again.</source>
        <translation>Installez un Python depuis les paquets de votre système ou python.org, puis réessayez.</translation>
    </message>
    <message>
        <source>The packages could not be chosen.</source>
        <translation>Les paquets n’ont pas pu être choisis.</translation>
    </message>
    <message>
        <source>The installer's answer was not understood: {error}.</source>
        <translation>La réponse de l’installateur n’a pas été comprise : {error}.</translation>
    </message>
    <message>
        <source>Update AerOSeg, and report this with “Copy diagnostics”.</source>
        <translation>Mettez AerOSeg à jour, et signalez ceci avec « Copier le diagnostic ».</translation>
    </message>
    <message>
        <source>The installer “uv” could not be fetched, and no Python with “venv” was found.</source>
        <translation>L’installateur « uv » n’a pas pu être obtenu, et aucun Python avec « venv » n’a été trouvé.</translation>
    </message>
    <message>
        <source>Connect to the network, put a file “uv-….whl” into the folder of packages, or install Python (on Debian and Ubuntu the package python3-venv).</source>
        <translation>Connectez-vous au réseau, placez un fichier « uv-….whl » dans le dossier de paquets, ou installez Python (sous Debian et Ubuntu le paquet python3-venv).</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}”.</source>
        <translation>Il n’y a plus d’espace dans « {folder} ».</translation>
    </message>
    <message>
        <source>The folder of packages is not complete.</source>
        <translation>Le dossier de paquets n’est pas complet.</translation>
    </message>
    <message>
        <source>“{name}” is missing in it, or does not fit this Python.</source>
        <translation>« {name} » y manque, ou ne convient pas à ce Python.</translation>
    </message>
    <message>
        <source>Fill the folder as docs/install.md says, on a computer of the same kind.</source>
        <translation>Remplissez le dossier comme l’indique docs/install.md, sur un ordinateur du même type.</translation>
    </message>
    <message>
        <source>The packages were not downloaded.</source>
        <translation>Les paquets n’ont pas été téléchargés.</translation>
    </message>
    <message>
        <source>The package index could not be reached.</source>
        <translation>L’index de paquets est injoignable.</translation>
    </message>
    <message>
        <source>Look after the network and QGIS's proxy settings, then try again.</source>
        <translation>Vérifiez le réseau et le proxy dans les réglages de QGIS, puis réessayez.</translation>
    </message>
    <message>
        <source>The packages were not installed.</source>
        <translation>Les paquets n’ont pas été installés.</translation>
    </message>
    <message>
        <source>The installer said: {line}</source>
        <translation>L’installateur a dit : {line}</translation>
    </message>
    <message>
        <source>fetching the installer “uv”</source>
        <translation>téléchargement de l’installateur « uv »</translation>
    </message>
    <message>
        <source>The libraries do not load.</source>
        <translation>Les bibliothèques ne se chargent pas.</translation>
    </message>
    <message>
        <source>The model does not run in it.</source>
        <translation>Le modèle n’y fonctionne pas.</translation>
    </message>
    <message>
        <source>The environment does not work.</source>
        <translation>L’environnement ne fonctionne pas.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, report it with “Copy diagnostics”.</source>
        <translation>Réessayez ; si cela persiste, signalez-le avec « Copier le diagnostic ».</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS. It is made here, in a folder of yours, and QGIS's own Python is never changed.</source>
        <translation>Le modèle tourne dans son propre Python, avec PyTorch, à part de QGIS. Il est créé ici, dans un dossier à vous, et le Python de QGIS n’est jamais modifié.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Copier le diagnostic</translation>
    </message>
    <message>
        <source>Copy versions, device, environment and the last log lines, without your paths</source>
        <translation>Copier les versions, l’appareil, l’environnement et les dernières lignes du journal, sans vos chemins</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Graphique</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>Espace disque libre</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>examen…</translation>
    </message>
    <message>
        <source>Environment for the model</source>
        <translation>Environnement du modèle</translation>
    </message>
    <message>
        <source>Which build of PyTorch; the recommended one is first</source>
        <translation>Quelle variante de PyTorch ; celle qui est recommandée vient d’abord</translation>
    </message>
    <message>
        <source>Choose the folder of the environment</source>
        <translation>Choisir le dossier de l’environnement</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: a folder of your own</source>
        <translation>Où se trouve l’environnement ; vide : un dossier à vous</translation>
    </message>
    <message>
        <source>Choose the folder of packages</source>
        <translation>Choisir le dossier de paquets</translation>
    </message>
    <message>
        <source>For a computer without network: a folder of package files (.whl). Else empty</source>
        <translation>Pour un ordinateur sans réseau : un dossier de fichiers de paquets (.whl). Sinon vide</translation>
    </message>
    <message>
        <source>from the network</source>
        <translation>depuis le réseau</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>Fetch the packages and put them into the folder</source>
        <translation>Télécharger les paquets et les placer dans le dossier</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Look at every file, load the libraries, segment a tile</source>
        <translation>Examiner chaque fichier, charger les bibliothèques, segmenter une tuile</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>Remove the environment and all that was fetched for it</source>
        <translation>Supprimer l’environnement et tout ce qui a été téléchargé pour lui</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>What the installer said</source>
        <translation>Ce qu’a dit l’installateur</translation>
    </message>
    <message>
        <source>Use an existing Python instead</source>
        <translation>Utiliser plutôt un Python existant</translation>
    </message>
    <message>
        <source>Choose a Python</source>
        <translation>Choisir un Python</translation>
    </message>
    <message>
        <source>The Python program for the model; empty: found by itself</source>
        <translation>Le programme Python du modèle ; vide : trouvé de lui-même</translation>
    </message>
    <message>
        <source>Start the worker with this Python and let it load its libraries</source>
        <translation>Démarrer le processus de calcul avec ce Python et lui faire charger ses bibliothèques</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <source>Install again</source>
        <translation>Réinstaller</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Mettre à jour</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>PyTorch has no build for this computer.</source>
        <translation>PyTorch n’a pas de variante pour cet ordinateur.</translation>
    </message>
    <message>
        <source>Not made yet. {size} are here from the last try.</source>
        <translation>Pas encore créé. {size} sont là depuis le dernier essai.</translation>
    </message>
    <message>
        <source>Not made yet.</source>
        <translation>Pas encore créé.</translation>
    </message>
    <message>
        <source>The environment is damaged. Click “Repair”.</source>
        <translation>L’environnement est endommagé. Cliquez sur « Réparer ».</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Click “Update”. Now: {what}.</source>
        <translation>AerOSeg est plus récent que ses paquets. Cliquez sur « Mettre à jour ». Actuellement : {what}.</translation>
    </message>
    <message>
        <source>Ready: {what}.</source>
        <translation>Prêt : {what}.</translation>
    </message>
    <message>
        <source>no GPU that PyTorch can use was found</source>
        <translation>aucun GPU utilisable par PyTorch n’a été trouvé</translation>
    </message>
    <message>
        <source>{name}, driver {driver}, {memory}</source>
        <translation>{name}, pilote {driver}, {memory}</translation>
    </message>
    <message>
        <source>none that fits; one is fetched, 30 MB</source>
        <translation>aucun qui convienne ; un est téléchargé, 30 Mo</translation>
    </message>
    <message>
        <source>{build} (recommended)</source>
        <translation>{build} (recommandé)</translation>
    </message>
    <message>
        <source>Remove the environment?</source>
        <translation>Supprimer l’environnement ?</translation>
    </message>
    <message>
        <source>{size} in “{folder}” are removed. Models, results and settings stay.</source>
        <translation>{size} dans « {folder} » sont supprimés. Modèles, résultats et réglages restent.</translation>
    </message>
    <message>
        <source>Copied. Paste it into your report.</source>
        <translation>Copié. Collez-le dans votre rapport.</translation>
    </message>
    <message>
        <source>Checking, which takes some seconds…</source>
        <translation>Vérification, cela prend quelques secondes…</translation>
    </message>
    <message>
        <source>This Python works. Device: {name} ({why}). {libraries}.</source>
        <translation>Ce Python fonctionne. Appareil : {name} ({why}). {libraries}.</translation>
    </message>
    <message>
        <source>The picture of “{name}” could not be written.</source>
        <translation>L’image de « {name} » n’a pas pu être écrite.</translation>
    </message>
    <message>
        <source>The folder “{folder}” gave an error: {error}.</source>
        <translation>Le dossier « {folder} » a donné une erreur : {error}.</translation>
    </message>
    <message>
        <source>Free some space, or choose another results folder in the options.</source>
        <translation>Libérez de l’espace, ou choisissez un autre dossier de résultats dans les options.</translation>
    </message>
    <message>
        <source>Some pictures of “{name}” did not come; those places have no result. {why}</source>
        <translation>Certaines images de « {name} » ne sont pas venues ; ces endroits n’ont pas de résultat. {why}</translation>
    </message>
    <message>
        <source>“{name}” gave an empty picture.</source>
        <translation>« {name} » a donné une image vide.</translation>
    </message>
    <message>
        <source>Its server sent nothing for this area, or cannot be reached.</source>
        <translation>Son serveur n’a rien envoyé pour cette zone, ou est injoignable.</translation>
    </message>
    <message>
        <source>Check that the map shows the layer here, then run again.</source>
        <translation>Vérifiez que la carte montre la couche ici, puis relancez.</translation>
    </message>
    <message>
        <source>“{name}” has no pixels in this area.</source>
        <translation>« {name} » n’a pas de pixels dans cette zone.</translation>
    </message>
    <message>
        <source>Everything here is transparent or nodata.</source>
        <translation>Tout ici est transparent ou sans données.</translation>
    </message>
    <message>
        <source>Move the map to where the image is.</source>
        <translation>Déplacez la carte là où se trouve l’image.</translation>
    </message>
    <message>
        <source>AerOSeg: reading “{name}”</source>
        <translation>AerOSeg : lecture de « {name} »</translation>
    </message>
    <message>
        <source>The places cannot be brought to the coordinates of the image.</source>
        <translation>Les endroits ne peuvent pas être ramenés aux coordonnées de l’image.</translation>
    </message>
    <message>
        <source>Check the coordinate systems of both layers.</source>
        <translation>Vérifiez les systèmes de coordonnées des deux couches.</translation>
    </message>
    <message>
        <source>The places could not be handed to the model.</source>
        <translation>Les endroits n’ont pas pu être remis au modèle.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>« {path} » ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <source>Free some space on the disk of the temporary folder.</source>
        <translation>Libérez de l’espace sur le disque du dossier temporaire.</translation>
    </message>
    <message>
        <source>The figures of the result cannot be counted.</source>
        <translation>Les chiffres du résultat ne peuvent pas être comptés.</translation>
    </message>
    <message>
        <source>AerOSeg: counting the result</source>
        <translation>AerOSeg : comptage du résultat</translation>
    </message>
    <message>
        <source>AerOSeg help</source>
        <translation>Aide d’AerOSeg</translation>
    </message>
    <message>
        <source>The page “{page}” did not come with this installation.</source>
        <translation>La page « {page} » n’est pas fournie avec cette installation.</translation>
    </message>
    <message>
        <source>Correlation: {image}, {names}</source>
        <translation>Corrélation : {image}, {names}</translation>
    </message>
    <message>
        <source>The maps were not added.</source>
        <translation>Les cartes n’ont pas été ajoutées.</translation>
    </message>
    <message>
        <source>QGIS cannot read “{path}”.</source>
        <translation>QGIS ne peut pas lire « {path} ».</translation>
    </message>
    <message>
        <source>Try again; if it repeats, look at the log.</source>
        <translation>Réessayez ; si cela se répète, consultez le journal.</translation>
    </message>
    <message>
        <source>{title} of “{name}”. {meaning} File: {file}.</source>
        <translation>{title} de « {name} ». {meaning} Fichier : {file}.</translation>
    </message>
    <message>
        <source>Cosine of picture and name. What follows may read either sign: with the built-in model low means a match.</source>
        <translation>Cosinus entre image et nom. La suite peut lire les deux signes : avec le modèle intégré, bas signifie une correspondance.</translation>
    </message>
    <message>
        <source>Score of the class, from 0 to 1.</source>
        <translation>Score de la classe, de 0 à 1.</translation>
    </message>
    <message>
        <source>High means more of this class to the decoder.</source>
        <translation>Haut signifie davantage de cette classe pour le décodeur.</translation>
    </message>
    <message>
        <source>Make the environment for the model</source>
        <translation>Créer l’environnement du modèle</translation>
    </message>
    <message>
        <source>More choices…</source>
        <translation>Plus de choix…</translation>
    </message>
    <message>
        <source>Other builds, another folder, a computer without network: options, Environment</source>
        <translation>Autres variantes, autre dossier, ordinateur sans réseau : options, Environnement</translation>
    </message>
    <message>
        <source>Use an existing Python…</source>
        <translation>Utiliser un Python existant…</translation>
    </message>
    <message>
        <source>Choose a Python that has PyTorch and the other packages</source>
        <translation>Choisir un Python qui a PyTorch et les autres paquets</translation>
    </message>
    <message>
        <source>Install ({size})</source>
        <translation>Installer ({size})</translation>
    </message>
    <message>
        <source>The environment for the model is being made. You can go on working.</source>
        <translation>L’environnement du modèle est en cours de création. Vous pouvez continuer à travailler.</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Update them: only what changed is fetched.</source>
        <translation>AerOSeg est plus récent que ses paquets. Mettez-les à jour : seul ce qui a changé est téléchargé.</translation>
    </message>
    <message>
        <source>The environment for the model is damaged. Repair it.</source>
        <translation>L’environnement du modèle est endommagé. Réparez-le.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. Looking at this computer…</source>
        <translation>AerOSeg n’a pas encore de Python pour son modèle. Examen de cet ordinateur…</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet, and PyTorch has no build for this computer. Choose an existing Python with PyTorch if you have one.</source>
        <translation>AerOSeg n’a pas encore de Python pour son modèle, et PyTorch n’a pas de variante pour cet ordinateur. Choisissez un Python existant avec PyTorch si vous en avez un.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. It needs PyTorch, once, in a folder of its own: {download} to download, {disk} on disk. QGIS's own Python is not touched.</source>
        <translation>AerOSeg n’a pas encore de Python pour son modèle. Il lui faut PyTorch, une fois, dans un dossier à part : {download} à télécharger, {disk} sur le disque. Le Python de QGIS n’est pas touché.</translation>
    </message>
    <message>
        <source>{size} are here from the last try.</source>
        <translation>{size} sont là depuis le dernier essai.</translation>
    </message>
    <message>
        <source>How far the installation is</source>
        <translation>Avancement de l’installation</translation>
    </message>
    <message>
        <source>Stop; what was downloaded is kept, and the next try goes on</source>
        <translation>Arrêter ; ce qui a été téléchargé est gardé, et le prochain essai continue</translation>
    </message>
    <message>
        <source>A larger download than expected</source>
        <translation>Un téléchargement plus gros que prévu</translation>
    </message>
    <message>
        <source>The build that was proposed cannot be had from here. The package index offers another one, of {size}.</source>
        <translation>La variante proposée est introuvable d’ici. L’index de paquets en offre une autre, de {size}.</translation>
    </message>
    <message>
        <source>It works as well, but takes more time and more disk space.</source>
        <translation>Elle fonctionne aussi bien, mais demande plus de temps et d’espace disque.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Télécharger {size}</translation>
    </message>
    <message>
        <source>AerOSeg: a large area</source>
        <translation>AerOSeg : une grande zone</translation>
    </message>
    <message>
        <source>This area is {size} at {gsd} per pixel.</source>
        <translation>Cette zone fait {size} à {gsd} par pixel.</translation>
    </message>
    <message>
        <source>Use {gsd}</source>
        <translation>Prendre {gsd}</translation>
    </message>
    <message>
        <source>Run it all</source>
        <translation>Tout calculer</translation>
    </message>
    <message>
        <source>It has {tiles} tiles; it takes {time} on this computer and up to {disk} on disk.</source>
        <translation>Elle a {tiles} tuiles ; cela prend {time} sur cet ordinateur et jusqu’à {disk} sur le disque.</translation>
    </message>
    <message>
        <source>It asks the server for {n} map tiles, {rate} a second at most.</source>
        <translation>Il demande au serveur {n} tuiles de carte, {rate} par seconde au plus.</translation>
    </message>
    <message>
        <source>That is {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>Cela fait {n} tuiles de carte du serveur, plus qu’il n’est convenable d’en demander.</translation>
    </message>
    <message>
        <source>Zoom in for a smaller area.</source>
        <translation>Zoomez pour une zone plus petite.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but the model was made for {made} and may find little. Zooming in is better.</source>
        <translation>À {gsd} par pixel cela prend {time}, mais le modèle est fait pour {made} et trouvera peut-être peu. Mieux vaut zoomer.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but small things may be missed. Zooming in keeps them.</source>
        <translation>À {gsd} par pixel cela prend {time}, mais de petits objets peuvent échapper. Zoomer les garde.</translation>
    </message>
    <message>
        <source>&amp;Teach a word…</source>
        <translation>&amp;Apprendre un mot…</translation>
    </message>
    <message>
        <source>Show in a few places what a word means, known or not</source>
        <translation>Montrer en quelques endroits ce que signifie un mot, connu ou non</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>&amp;Calibrer…</translation>
    </message>
    <message>
        <source>Fit the thresholds of the classes on polygons of which you know them</source>
        <translation>Ajuster les seuils des classes sur des polygones dont vous les connaissez</translation>
    </message>
    <message>
        <source>A word is being taught already.</source>
        <translation>Un mot est déjà en cours d’apprentissage.</translation>
    </message>
    <message>
        <source>Choose a model that is ready first.</source>
        <translation>Choisissez d’abord un modèle prêt.</translation>
    </message>
    <message>
        <source>Words cannot be taught to this kind of model.</source>
        <translation>On ne peut pas apprendre de mots à ce genre de modèle.</translation>
    </message>
    <message>
        <source>Teach this word…</source>
        <translation>Apprendre ce mot…</translation>
    </message>
    <message>
        <source>Show in a few places what the word means</source>
        <translation>Montrer en quelques endroits ce que signifie le mot</translation>
    </message>
    <message>
        <source>Forget what was taught</source>
        <translation>Oublier ce qui a été appris</translation>
    </message>
    <message>
        <source>“{name}” is kept: from now on it means what you showed.</source>
        <translation>« {name} » est gardé : désormais il signifie ce que vous avez montré.</translation>
    </message>
    <message>
        <source>What was learned is discarded.</source>
        <translation>Ce qui a été appris est abandonné.</translation>
    </message>
    <message>
        <source>Forget a word</source>
        <translation>Oublier un mot</translation>
    </message>
    <message>
        <source>Forget what “{name}” was taught from {n} places? This cannot be undone.</source>
        <translation>Oublier ce que « {name} » a appris de {n} endroits ? On ne peut pas annuler.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <source>{n} classes of the list were changed.</source>
        <translation>{n} classes de la liste ont été modifiées.</translation>
    </message>
    <message>
        <source>One class of the list was changed.</source>
        <translation>Une classe de la liste a été modifiée.</translation>
    </message>
    <message>
        <source>“{name}” is not known to the model “{model}” and gets no pixel.</source>
        <translation>« {name} » est inconnu du modèle « {model} » et ne reçoit aucun pixel.</translation>
    </message>
    <message>
        <source>{n} names are not known to the model “{model}” and get no pixel. Point at one to see which models know it.</source>
        <translation>{n} noms sont inconnus du modèle « {model} » et ne reçoivent aucun pixel. Pointez-en un pour voir quels modèles le connaissent.</translation>
    </message>
    <message>
        <source>Without background words each pixel gets one of your names. Switch them on, or add “background” to the list.</source>
        <translation>Sans mots d’arrière-plan, chaque pixel reçoit l’un de vos noms. Activez-les, ou ajoutez « background » à la liste.</translation>
    </message>
    <message>
        <source>“{file}” cannot be written.</source>
        <translation>« {file} » ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>{name} (not known to this model)</source>
        <translation>{name} (inconnu de ce modèle)</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>incertain</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>sûr</translation>
    </message>
    <message>
        <source>One more model…</source>
        <translation>Un autre modèle…</translation>
    </message>
    <message>
        <source>{n} more models…</source>
        <translation>{n} autres modèles…</translation>
    </message>
    <message>
        <source>Models whose weights are not here, and how to get them: options, Models</source>
        <translation>Modèles dont les poids ne sont pas ici, et comment les obtenir : options, Modèles</translation>
    </message>
    <message>
        <source>looking for models…</source>
        <translation>recherche des modèles…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>aucun modèle</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>prêt</translation>
    </message>
    <message>
        <source>needs download</source>
        <translation>à télécharger</translation>
    </message>
    <message>
        <source>needs weights</source>
        <translation>poids manquants</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>défectueux</translation>
    </message>
    <message>
        <source>State: {state}. {reason}</source>
        <translation>État : {state}. {reason}</translation>
    </message>
    <message>
        <source>Names: any (open vocabulary)</source>
        <translation>Noms : quelconques (vocabulaire ouvert)</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} et {n} de plus</translation>
    </message>
    <message>
        <source>Names ({n}): {names}</source>
        <translation>Noms ({n}) : {names}</translation>
    </message>
    <message>
        <source>Works best at {gsd} per pixel; tiles of {tile} px</source>
        <translation>Fonctionne le mieux à {gsd} par pixel ; tuiles de {tile} px</translation>
    </message>
    <message>
        <source>Needs: {needs}</source>
        <translation>Demande : {needs}</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>rien d’autre</translation>
    </message>
    <message>
        <source>Size: {size}</source>
        <translation>Taille : {size}</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Licence : {licence}</translation>
    </message>
    <message>
        <source>Credit: {credit}</source>
        <translation>Crédit : {credit}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>Fichier : {path}</translation>
    </message>
    <message>
        <source>Models that Segment can use. A fine-tuned checkpoint of your own is one .safetensors file, made by the training scripts that come with AerOSeg.</source>
        <translation>Modèles utilisables pour segmenter. Un point de contrôle affiné à vous est un fichier .safetensors, fait par les scripts d’entraînement fournis avec AerOSeg.</translation>
    </message>
    <message>
        <source>What the chosen model is</source>
        <translation>Ce qu’est le modèle choisi</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Models that ship with AerOSeg, and yours</source>
        <translation>Modèles fournis avec AerOSeg, et les vôtres</translation>
    </message>
    <message>
        <source>Add checkpoint…</source>
        <translation>Ajouter un point de contrôle…</translation>
    </message>
    <message>
        <source>Choose a .safetensors file; it is looked into before it is added</source>
        <translation>Choisissez un fichier .safetensors ; il est examiné avant d’être ajouté</translation>
    </message>
    <message>
        <source>Take the checkpoint off this list; the file stays</source>
        <translation>Retirer le point de contrôle de cette liste ; le fichier reste</translation>
    </message>
    <message>
        <source>Check file</source>
        <translation>Vérifier le fichier</translation>
    </message>
    <message>
        <source>Read the whole file, and compare it with what is known of it</source>
        <translation>Lire tout le fichier, et le comparer à ce qu’on en sait</translation>
    </message>
    <message>
        <source>Show the chosen model's file in the file manager</source>
        <translation>Montrer le fichier du modèle choisi dans le gestionnaire de fichiers</translation>
    </message>
    <message>
        <source>Choose the folder of models</source>
        <translation>Choisir le dossier des modèles</translation>
    </message>
    <message>
        <source>Where downloaded models are kept, up to some GB; empty: a folder of your own</source>
        <translation>Où sont gardés les modèles téléchargés, jusqu’à quelques Go ; vide : un dossier à vous</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vider</translation>
    </message>
    <message>
        <source>Remove what names mean to a model, and downloads that were cut; both come again</source>
        <translation>Supprimer ce que les noms signifient pour un modèle et les téléchargements coupés ; les deux reviennent</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Dossier des modèles</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Choose a checkpoint</source>
        <translation>Choisir un point de contrôle</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors)</source>
        <translation>Points de contrôle (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>This checkpoint is in the list already.</source>
        <translation>Ce point de contrôle est déjà dans la liste.</translation>
    </message>
    <message>
        <source>Looking into “{path}”…</source>
        <translation>Examen de « {path} »…</translation>
    </message>
    <message>
        <source>“{title}” was looked into and joins the list with OK.</source>
        <translation>« {title} » a été examiné et rejoint la liste avec OK.</translation>
    </message>
    <message>
        <source>The checkpoint leaves the list with OK; the file stays.</source>
        <translation>Le point de contrôle quitte la liste avec OK ; le fichier reste.</translation>
    </message>
    <message>
        <source>Reading “{title}”…</source>
        <translation>Lecture de « {title} »…</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>Lecture de {file}</translation>
    </message>
    <message>
        <source>“{title}” is not the file that is listed: its checksum is another one.</source>
        <translation>« {title} » n’est pas le fichier indiqué : sa somme de contrôle est différente.</translation>
    </message>
    <message>
        <source>“{title}” can be read to its end. SHA-256: {digest}</source>
        <translation>« {title} » se lit jusqu’au bout. SHA-256 : {digest}</translation>
    </message>
    <message>
        <source>{size}: meanings of names, downloads that were cut</source>
        <translation>{size} : sens des noms, téléchargements coupés</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>{size} were removed.</source>
        <translation>{size} ont été supprimés.</translation>
    </message>
    <message>
        <source>Class names from a layer</source>
        <translation>Noms de classes d’une couche</translation>
    </message>
    <message>
        <source>A layer with the names as an attribute</source>
        <translation>Une couche avec les noms comme attribut</translation>
    </message>
    <message>
        <source>Each different value becomes a class</source>
        <translation>Chaque valeur devient une classe</translation>
    </message>
    <message>
        <source>With the colours of its symbols</source>
        <translation>Avec les couleurs de ses symboles</translation>
    </message>
    <message>
        <source>Take the names</source>
        <translation>Prendre les noms</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>{n} names: {names}</source>
        <translation>{n} noms : {names}</translation>
    </message>
    <message>
        <source>There is no vector layer in the project.</source>
        <translation>Il n’y a pas de couche vectorielle dans le projet.</translation>
    </message>
    <message>
        <source>This field holds no text. Choose another one.</source>
        <translation>Ce champ ne contient pas de texte. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{text} These are many: is it the right field?</source>
        <translation>{text} C’est beaucoup : est-ce le bon champ ?</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <source>Background words</source>
        <translation>Mots d’arrière-plan</translation>
    </message>
    <message>
        <source>Each run gets a new folder with the class raster, its style, the scores and the record of the run. Nothing that exists is overwritten.</source>
        <translation>Chaque exécution reçoit un nouveau dossier avec le raster de classes, son style, les scores et le compte rendu. Rien d’existant n’est écrasé.</translation>
    </message>
    <message>
        <source>Choose the results folder</source>
        <translation>Choisir le dossier des résultats</translation>
    </message>
    <message>
        <source>Empty: beside the project, or in your data folder while the project is not saved</source>
        <translation>Vide : à côté du projet, ou dans votre dossier de données tant que le projet n’est pas enregistré</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>Dossier des résultats</translation>
    </message>
    <message>
        <source>The device that computes, and memory for images that were seen.</source>
        <translation>L’appareil qui calcule, et la mémoire pour les images déjà vues.</translation>
    </message>
    <message>
        <source>Where the model runs; automatic takes the fastest that works</source>
        <translation>Où tourne le modèle ; automatique prend le plus rapide qui fonctionne</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>Encoded image parts kept in memory: asking other names again is then much faster</source>
        <translation>Parties d’image encodées gardées en mémoire : demander d’autres noms est alors bien plus rapide</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Memory for encoded images</source>
        <translation>Mémoire pour les images encodées</translation>
    </message>
    <message>
        <source>SegEarth-OV compares your names with these words, so that a single name does not fill the map. What is nearer to one of them gets no class. A row takes no part when one of your names holds a word of its second column.</source>
        <translation>SegEarth-OV compare vos noms à ces mots, pour qu’un seul nom ne remplisse pas la carte. Ce qui est plus proche de l’un d’eux ne reçoit pas de classe. Une ligne ne participe pas quand l’un de vos noms contient un mot de sa deuxième colonne.</translation>
    </message>
    <message>
        <source>Left out when a name holds</source>
        <translation>Laissée de côté quand un nom contient</translation>
    </message>
    <message>
        <source>Words with commas between; double-click or F2 to edit</source>
        <translation>Mots séparés par des virgules ; double-clic ou F2 pour modifier</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Ajouter une ligne</translation>
    </message>
    <message>
        <source>Add words of a kind</source>
        <translation>Ajouter des mots d’un genre</translation>
    </message>
    <message>
        <source>Remove row</source>
        <translation>Retirer la ligne</translation>
    </message>
    <message>
        <source>Take the selected rows out</source>
        <translation>Enlever les lignes sélectionnées</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>Rétablir la liste d’origine</translation>
    </message>
    <message>
        <source>The list that ships with AerOSeg</source>
        <translation>La liste fournie avec AerOSeg</translation>
    </message>
    <message>
        <source>Without any word the default list stays. To compare with no words at all, switch “Background words” off in the panel.</source>
        <translation>Sans aucun mot, la liste d’origine reste. Pour ne comparer à aucun mot, désactivez « Mots d’arrière-plan » dans le panneau.</translation>
    </message>
    <message>
        <source>More than {n} rows cannot be used.</source>
        <translation>On ne peut pas utiliser plus de {n} lignes.</translation>
    </message>
    <message>
        <source>The row of “{word}” holds too many words.</source>
        <translation>La ligne de « {word} » contient trop de mots.</translation>
    </message>
    <message>
        <source>“{word}…” is longer than {n} letters.</source>
        <translation>« {word}… » a plus de {n} lettres.</translation>
    </message>
    <message>
        <source>Set up the Python for the model first.</source>
        <translation>Préparez d’abord le Python du modèle.</translation>
    </message>
    <message>
        <source>Enter how large a pixel of this image is on the ground.</source>
        <translation>Indiquez la taille au sol d’un pixel de cette image.</translation>
    </message>
    <message>
        <source>Type at least one class name.</source>
        <translation>Saisissez au moins un nom de classe.</translation>
    </message>
    <message>
        <source>Add a name to look for: “{name}” alone means everything else.</source>
        <translation>Ajoutez un nom à chercher : « {name} » seul signifie tout le reste.</translation>
    </message>
    <message>
        <source>Download this model first, or choose another one.</source>
        <translation>Téléchargez d’abord ce modèle, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>This model is not ready: {state}.</source>
        <translation>Ce modèle n’est pas prêt : {state}.</translation>
    </message>
    <message>
        <source>This model knows none of these names.</source>
        <translation>Ce modèle ne connaît aucun de ces noms.</translation>
    </message>
    <message>
        <source>This area is too large to look inside the model.</source>
        <translation>Cette zone est trop grande pour regarder dans le modèle.</translation>
    </message>
    <message>
        <source>It has {size}, and about 4,096 × 4,096 px is the most.</source>
        <translation>Elle fait {size}, et environ 4 096 × 4 096 px est le maximum.</translation>
    </message>
    <message>
        <source>Zoom in, or choose a coarser resolution.</source>
        <translation>Zoomez, ou choisissez une résolution plus grossière.</translation>
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
        <translation>Cette exécution a été faite ailleurs, on ne sait donc pas où est son image.</translation>
    </message>
    <message>
        <source>QGIS drew this layer for the run, and the command line reads files only. Save the layer as a GeoTIFF and segment that.</source>
        <translation>QGIS a dessiné cette couche pour l’exécution, et la ligne de commande ne lit que des fichiers. Enregistrez la couche en GeoTIFF et segmentez-le.</translation>
    </message>
    <message>
        <source>How QGIS drew this layer was not kept.</source>
        <translation>La façon dont QGIS a dessiné cette couche n’a pas été gardée.</translation>
    </message>
    <message>
        <source>AerOSeg panel</source>
        <translation>Panneau AerOSeg</translation>
    </message>
    <message>
        <source>Segment the map by class names (AerOSeg)</source>
        <translation>Segmenter la carte par noms de classes (AerOSeg)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Open the log messages of AerOSeg</source>
        <translation>Ouvrir les messages du journal d’AerOSeg</translation>
    </message>
    <message>
        <source>“{image}” is segmented, in {time}.</source>
        <translation>« {image} » est segmentée, en {time}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <source>Zoom to the result</source>
        <translation>Zoomer sur le résultat</translation>
    </message>
    <message>
        <source>Correlation layers of “{image}”, in {time}. {which}</source>
        <translation>Couches de corrélation de « {image} », en {time}. {which}</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Planche-contact</translation>
    </message>
    <message>
        <source>Open the picture with all maps side by side</source>
        <translation>Ouvrir l’image avec toutes les cartes côte à côte</translation>
    </message>
    <message>
        <source>Choose a Python with PyTorch</source>
        <translation>Choisir un Python avec PyTorch</translation>
    </message>
    <message>
        <source>The environment for the model is ready.</source>
        <translation>L’environnement du modèle est prêt.</translation>
    </message>
    <message>
        <source>The environment for the model is repaired.</source>
        <translation>L’environnement du modèle est réparé.</translation>
    </message>
    <message>
        <source>The environment for the model is removed.</source>
        <translation>L’environnement du modèle est supprimé.</translation>
    </message>
    <message>
        <source>The environment for the model is well.</source>
        <translation>L’environnement du modèle va bien.</translation>
    </message>
    <message>
        <source>Sample scene</source>
        <translation>Scène d’exemple</translation>
    </message>
    <message>
        <source>The sample scene could not be opened.</source>
        <translation>La scène d’exemple n’a pas pu être ouverte.</translation>
    </message>
    <message>
        <source>Install the plugin again, or open an image of your own.</source>
        <translation>Réinstallez l’extension, ou ouvrez une image à vous.</translation>
    </message>
    <message>
        <source>Polygons of the result</source>
        <translation>Polygones du résultat</translation>
    </message>
    <message>
        <source>One feature for each class</source>
        <translation>Une entité par classe</translation>
    </message>
    <message>
        <source>Otherwise each connected object is a feature of its own</source>
        <translation>Sinon chaque objet d’un seul tenant est une entité</translation>
    </message>
    <message>
        <source> m²</source>
        <translation> m²</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>tout garder</translation>
    </message>
    <message>
        <source>Smaller objects are left out, and smaller holes are filled</source>
        <translation>Les objets plus petits sont omis, et les trous plus petits comblés</translation>
    </message>
    <message>
        <source>Follow the pixels (areas are exact)</source>
        <translation>Suivre les pixels (les surfaces sont exactes)</translation>
    </message>
    <message>
        <source>Smooth the borders</source>
        <translation>Lisser les bords</translation>
    </message>
    <message>
        <source>Straight edges, right angles where they fit</source>
        <translation>Bords droits, angles droits là où ils conviennent</translation>
    </message>
    <message>
        <source>Smoothing and right angles treat each object by itself: between neighbours thin gaps and overlaps may be left.</source>
        <translation>Le lissage et les angles droits traitent chaque objet à part : de fins vides et recouvrements peuvent rester entre voisins.</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>A new file; it gets area, perimeter and mean score as fields</source>
        <translation>Un nouveau fichier ; il reçoit surface, périmètre et score moyen comme champs</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>Faire les polygones</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>Plus petite surface</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forme</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>This result is large: it may take minutes. You can go on working.</source>
        <translation>Ce résultat est grand : cela peut prendre des minutes. Vous pouvez continuer à travailler.</translation>
    </message>
    <message>
        <source>AerOSeg: polygons of “{file}”</source>
        <translation>AerOSeg : polygones de « {file} »</translation>
    </message>
    <message>
        <source>The polygons were not added to the map.</source>
        <translation>Les polygones n’ont pas été ajoutés à la carte.</translation>
    </message>
    <message>
        <source>Run again; if it repeats, look at the log.</source>
        <translation>Relancez ; si cela se répète, consultez le journal.</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Jusqu’ici</translation>
    </message>
    <message>
        <source>So far: {done} of {total} blocks</source>
        <translation>Jusqu’ici : {done} blocs sur {total}</translation>
    </message>
    <message>
        <source>The worker reported an error without a message.</source>
        <translation>Le processus de calcul a signalé une erreur sans message.</translation>
    </message>
    <message>
        <source>{what} is not written to “{file}”.</source>
        <translation>{what} n’est pas écrit dans « {file} ».</translation>
    </message>
    <message>
        <source>Results are GeoTIFF files.</source>
        <translation>Les résultats sont des fichiers GeoTIFF.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.tif”.</source>
        <translation>Donnez-lui un nom qui se termine par « .tif ».</translation>
    </message>
    <message>
        <source>The result “{file}” cannot be written.</source>
        <translation>Le résultat « {file} » ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>“{folder}”: {error}.</source>
        <translation>« {folder} » : {error}.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and close programs that use the file.</source>
        <translation>Choisissez un dossier où vous pouvez écrire, et fermez les programmes qui utilisent le fichier.</translation>
    </message>
    <message>
        <source>Compare with reference</source>
        <translation>Comparer à une référence</translation>
    </message>
    <message>
        <source>IoU, F1 and confusion matrix of a class raster against what is true.</source>
        <translation>IoU, F1 et matrice de confusion d’un raster de classes face à la réalité.</translation>
    </message>
    <message>
        <source>Compares a class raster with a reference: another raster, or polygons with a field of class names or numbers. Gives IoU, F1, precision and recall of each class, the mean IoU, the overall accuracy and the confusion matrix.

The reference may have another coordinate system and other pixels; it is brought onto the pixels of the class raster (nearest value, centre of the pixel). Classes are matched by name, synonyms included, or by number. Where the reference uses others, say so line by line: “5 = building”. Classes of the reference that the result was not asked for count as “other”.

“Other” is counted in the matrix and the accuracy, and left out of the mean IoU. Pixels without data on either side are left out.</source>
        <translation>Compare un raster de classes à une référence : un autre raster, ou des polygones avec un champ de noms ou de numéros de classes. Donne l’IoU, le F1, la précision et le rappel de chaque classe, l’IoU moyen, l’exactitude globale et la matrice de confusion.

La référence peut avoir un autre système de coordonnées et d’autres pixels ; elle est ramenée aux pixels du raster de classes (valeur la plus proche, centre du pixel). Les classes sont associées par nom, synonymes compris, ou par numéro. Si la référence en emploie d’autres, indiquez-le ligne par ligne : « 5 = building ». Les classes de la référence qui n’ont pas été cherchées comptent comme « autre ».

« Autre » compte dans la matrice et dans l’exactitude, mais pas dans l’IoU moyen. Les pixels sans données d’un côté ou de l’autre sont omis.</translation>
    </message>
    <message>
        <source>accuracy,validation,evaluation,iou,jaccard,f1,confusion matrix,ground truth,error</source>
        <translation>exactitude,précision,validation,évaluation,iou,jaccard,f1,matrice de confusion,vérité terrain,erreur</translation>
    </message>
    <message>
        <source>Reference: a raster</source>
        <translation>Référence : un raster</translation>
    </message>
    <message>
        <source>or polygons</source>
        <translation>ou des polygones</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Champ contenant la classe</translation>
    </message>
    <message>
        <source>Names or numbers. Not needed where the class raster has one class only.</source>
        <translation>Noms ou numéros. Inutile si le raster de classes n’a qu’une classe.</translation>
    </message>
    <message>
        <source>Names of the reference</source>
        <translation>Noms de la référence</translation>
    </message>
    <message>
        <source>One a line: value of the reference = class of the result, as in 5 = building</source>
        <translation>Une indication par ligne : valeur de la référence = classe du résultat, comme dans 5 = building</translation>
    </message>
    <message>
        <source>Pixels outside of the polygons</source>
        <translation>Pixels hors des polygones</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>sont omis</translation>
    </message>
    <message>
        <source>are none of the classes</source>
        <translation>n’appartiennent à aucune classe</translation>
    </message>
    <message>
        <source>Left out where polygons are samples; none of the classes where they are complete.</source>
        <translation>Omis si les polygones sont des échantillons ; d’aucune classe s’ils sont complets.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Fichiers HTML (*.html)</translation>
    </message>
    <message>
        <source>Report for programs</source>
        <translation>Rapport pour programmes</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Fichiers JSON (*.json)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Fichiers CSV (*.csv)</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>IoU moyen</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Exactitude globale</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>Pixels comparés</translation>
    </message>
    <message>
        <source>There is nothing to compare with, or too much. Give either a reference raster or reference polygons.</source>
        <translation>Il n’y a rien à quoi comparer, ou trop. Indiquez soit un raster de référence, soit des polygones de référence.</translation>
    </message>
    <message>
        <source>bringing the reference onto the pixels of the result</source>
        <translation>mise de la référence sur les pixels du résultat</translation>
    </message>
    <message>
        <source>counting pixels</source>
        <translation>comptage des pixels</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>Il n’y a rien à comparer.</translation>
    </message>
    <message>
        <source>The reference has no pixel where the class raster has one.</source>
        <translation>La référence n’a aucun pixel là où le raster de classes en a.</translation>
    </message>
    <message>
        <source>Check that both lie in the same place, and the names of the reference.</source>
        <translation>Vérifiez que les deux sont au même endroit, et que les noms de la référence sont justes.</translation>
    </message>
    <message>
        <source>Counted as “other”, since the result was not asked for it: {names}.</source>
        <translation>Compté comme « autre », car non cherché : {names}.</translation>
    </message>
    <message>
        <source>The reference was not compared.</source>
        <translation>La référence n’a pas été comparée.</translation>
    </message>
    <message>
        <source>The class raster has {n} classes, and nothing says which polygon is what.</source>
        <translation>Le raster de classes a {n} classes, et rien ne dit à laquelle appartient chaque polygone.</translation>
    </message>
    <message>
        <source>Choose the field with the class.</source>
        <translation>Choisissez le champ contenant la classe.</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, F1 {f1}</source>
        <translation>{name} : IoU {iou}, F1 {f1}</translation>
    </message>
    <message>
        <source>“{result}” against the reference</source>
        <translation>« {result} » face à la référence</translation>
    </message>
    <message>
        <source>There is no class “{name}” in the class raster.</source>
        <translation>Il n’y a pas de classe « {name} » dans le raster de classes.</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>Ses classes sont : {names}.</translation>
    </message>
    <message>
        <source>Correct the names of the reference.</source>
        <translation>Corrigez les noms de la référence.</translation>
    </message>
    <message>
        <source>The line “{line}” cannot be read.</source>
        <translation>La ligne « {line} » ne peut pas être lue.</translation>
    </message>
    <message>
        <source>It has to name a value of the reference and a class of the result.</source>
        <translation>Elle doit nommer une valeur de la référence et une classe du résultat.</translation>
    </message>
    <message>
        <source>Write for example: 5 = building</source>
        <translation>Écrivez par exemple : 5 = building</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
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
        <translation>Précision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>Reference (px)</source>
        <translation>Référence (px)</translation>
    </message>
    <message>
        <source>Result (px)</source>
        <translation>Résultat (px)</translation>
    </message>
    <message>
        <source>Reference ↓ Result →</source>
        <translation>Référence ↓ Résultat →</translation>
    </message>
    <message>
        <source>Mean IoU {miou}, overall accuracy {accuracy}, {n} pixels compared.</source>
        <translation>IoU moyen {miou}, exactitude globale {accuracy}, {n} pixels comparés.</translation>
    </message>
    <message>
        <source>Confusion matrix (pixels)</source>
        <translation>Matrice de confusion (pixels)</translation>
    </message>
    <message>
        <source>{name}: {n} pixels, {area} ha</source>
        <translation>{name} : {n} pixels, {area} ha</translation>
    </message>
    <message>
        <source>, mean score {score}</source>
        <translation>, score moyen {score}</translation>
    </message>
    <message>
        <source>“{name}” cannot be used here.</source>
        <translation>« {name} » n’est pas utilisable ici.</translation>
    </message>
    <message>
        <source>It is no raster file on this computer.</source>
        <translation>Ce n’est pas un fichier raster de cet ordinateur.</translation>
    </message>
    <message>
        <source>Save it as a GeoTIFF first.</source>
        <translation>Enregistrez-le d’abord en GeoTIFF.</translation>
    </message>
    <message>
        <source>The model that answers. “builtin” comes with AerOSeg; others are listed with their state in the options, Models. Scripts may give any id, or the path of a checkpoint.</source>
        <translation>Le modèle qui répond. « builtin » est fourni avec AerOSeg ; les autres figurent avec leur état dans les options, onglet Modèles. Un script peut donner tout identifiant, ou le chemin d’un point de contrôle.</translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation>Il n’y a pas de modèle « {name} ».</translation>
    </message>
    <message>
        <source>The models are: {names}.</source>
        <translation>Les modèles sont : {names}.</translation>
    </message>
    <message>
        <source>Give one of these names, or the path of a checkpoint.</source>
        <translation>Indiquez l’un de ces noms, ou le chemin d’un point de contrôle.</translation>
    </message>
    <message>
        <source>The model “{title}” cannot run yet.</source>
        <translation>Le modèle « {title} » ne peut pas encore fonctionner.</translation>
    </message>
    <message>
        <source>Open the AerOSeg options, Models, to fetch it, or choose another one.</source>
        <translation>Téléchargez-le dans les options d’AerOSeg, onglet Modèles, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>Classes to polygons</source>
        <translation>Classes en polygones</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, with area, perimeter and mean score.</source>
        <translation>Fait des polygones d’un raster de classes, avec surface, périmètre et score moyen.</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster: one for each object or one for each class, with class, area, perimeter and, where the scores of the run are given, the mean score. Areas are measured on the project's ellipsoid.

Objects below the least area are left out, and smaller holes are filled. “pixels” follows the pixels exactly; “smooth” rounds the stairs; “straight” makes right angles, as buildings have them.

The result is a GeoPackage. No polygon is cut anywhere, however large the raster.</source>
        <translation>Fait des polygones d’un raster de classes : un par objet ou un par classe, avec classe, surface, périmètre et, si les scores de l’exécution sont donnés, le score moyen. Les surfaces sont mesurées sur l’ellipsoïde du projet.

Les objets sous la plus petite surface sont omis, et les trous plus petits comblés. « pixels » suit exactement les pixels ; « smooth » arrondit les marches d’escalier ; « straight » fait des angles droits, comme en ont les bâtiments.

Le résultat est un GeoPackage. Aucun polygone n’est coupé, si grand que soit le raster.</translation>
    </message>
    <message>
        <source>vectorise,vectorize,polygonize,polygons,buildings,footprints,area,dissolve,objects</source>
        <translation>vectoriser,vectorisation,polygoniser,vectorize,polygonize,polygones,bâtiments,emprises au sol,contours,surface,regrouper,objets</translation>
    </message>
    <message>
        <source>Scores of the same run</source>
        <translation>Scores de la même exécution</translation>
    </message>
    <message>
        <source>For the mean score of each polygon. Empty: those of the run, where they are known.</source>
        <translation>Pour le score moyen de chaque polygone. Vide : ceux de l’exécution, s’ils sont connus.</translation>
    </message>
    <message>
        <source>Only these classes</source>
        <translation>Seulement ces classes</translation>
    </message>
    <message>
        <source>Names or numbers with commas between; empty: all.</source>
        <translation>Noms ou numéros, séparés par des virgules ; vide : toutes.</translation>
    </message>
    <message>
        <source>Least area (square metres)</source>
        <translation>Plus petite surface (mètres carrés)</translation>
    </message>
    <message>
        <source>Smaller objects are left out, smaller holes are filled.</source>
        <translation>Les objets plus petits sont omis, les trous plus petits comblés.</translation>
    </message>
    <message>
        <source>pixels: as they are; smooth: rounded; straight: right angles.</source>
        <translation>pixels : tels quels ; smooth : arrondis ; straight : angles droits.</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>Nombre d’entités</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>Objets par classe</translation>
    </message>
    <message>
        <source>The polygons are not written to “{file}”.</source>
        <translation>Les polygones ne sont pas écrits dans « {file} ».</translation>
    </message>
    <message>
        <source>Results are GeoPackages.</source>
        <translation>Les résultats sont des GeoPackages.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.gpkg”.</source>
        <translation>Donnez-lui un nom qui se termine par « .gpkg ».</translation>
    </message>
    <message>
        <source>tracing the outlines</source>
        <translation>tracé des contours</translation>
    </message>
    <message>
        <source>Name some of these, or leave the field empty.</source>
        <translation>Nommez-en certaines, ou laissez le champ vide.</translation>
    </message>
    <message>
        <source>{name}: {n} objects, {area} ha</source>
        <translation>{name} : {n} objets, {area} ha</translation>
    </message>
    <message>
        <source>AerOSeg: segmentation by class names</source>
        <translation>AerOSeg : segmentation par noms de classes</translation>
    </message>
    <message>
        <source>Its values reach up to {high}, too many to be class numbers.</source>
        <translation>Ses valeurs vont jusqu’à {high}, trop pour être des numéros de classes.</translation>
    </message>
    <message>
        <source>Choose a raster whose values are class numbers.</source>
        <translation>Choisissez un raster dont les valeurs sont des numéros de classes.</translation>
    </message>
    <message>
        <source>GDAL could not bring it onto the pixels of the class raster: {error}.</source>
        <translation>GDAL n’a pas pu la ramener aux pixels du raster de classes : {error}.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>sans donner de raison</translation>
    </message>
    <message>
        <source>Look whether both lie in the same place, and whether the temporary folder has room.</source>
        <translation>Vérifiez que les deux sont au même endroit, et que le dossier temporaire a de la place.</translation>
    </message>
    <message>
        <source>The threshold in “{line}” cannot be read.</source>
        <translation>Le seuil de « {line} » ne peut pas être lu.</translation>
    </message>
    <message>
        <source>It has to be a number from 0 to 1 behind the name and an @.</source>
        <translation>Ce doit être un nombre de 0 à 1 après le nom et un @.</translation>
    </message>
    <message>
        <source>Write for example: building @ 0.4</source>
        <translation>Écrivez par exemple : building @ 0.4</translation>
    </message>
    <message>
        <source>Re-label from scores</source>
        <translation>Reclasser d’après les scores</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the scores of a finished run.</source>
        <translation>Fait un raster de classes avec d’autres seuils d’après les scores d’une exécution finie.</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the score raster of a finished run; its class raster may be given as well, where the scores lie beside it. The image is not looked at again and no model runs, so it takes seconds.

Thresholds of single classes are written as in the list of the panel: “building @ 0.4, road @ 0.6”.

A pixel gets the class with the highest score; below that class's threshold it gets 0. With the thresholds of the run, the result is the same, byte for byte.</source>
        <translation>Fait un raster de classes avec d’autres seuils d’après le raster de scores d’une exécution finie ; on peut aussi donner son raster de classes, si les scores sont à côté. L’image n’est pas réexaminée et aucun modèle ne tourne : cela ne prend que des secondes.

Les seuils par classe s’écrivent comme dans la liste du panneau : « building @ 0.4, road @ 0.6 ».

Un pixel reçoit la classe de plus haut score ; sous le seuil de cette classe, il reçoit 0. Avec les seuils de l’exécution, le résultat est le même, octet par octet.</translation>
    </message>
    <message>
        <source>threshold,confidence,score,classification,relabel,reclassify</source>
        <translation>seuil,confiance,score,classification,reclasser,reclassification,reclassifier</translation>
    </message>
    <message>
        <source>Scores of a run</source>
        <translation>Scores d’une exécution</translation>
    </message>
    <message>
        <source>Threshold for all classes</source>
        <translation>Seuil pour toutes les classes</translation>
    </message>
    <message>
        <source>From 0 to 1; empty: each class keeps the one of the run.</source>
        <translation>De 0 à 1 ; vide : chaque classe garde celui de l’exécution.</translation>
    </message>
    <message>
        <source>Thresholds of single classes</source>
        <translation>Seuils par classe</translation>
    </message>
    <message>
        <source>One a line or with commas between: building @ 0.4, road @ 0.6</source>
        <translation>Un par ligne ou séparés par des virgules : building @ 0.4, road @ 0.6</translation>
    </message>
    <message>
        <source>The class raster</source>
        <translation>Le raster de classes</translation>
    </message>
    <message>
        <source>re-labelling</source>
        <translation>reclassement des pixels</translation>
    </message>
    <message>
        <source>There is nothing to look for.</source>
        <translation>Il n’y a rien à chercher.</translation>
    </message>
    <message>
        <source>No class name was given.</source>
        <translation>Aucun nom de classe n’a été donné.</translation>
    </message>
    <message>
        <source>Give at least one name, for example “building, road”.</source>
        <translation>Donnez au moins un nom, par exemple « building, road ».</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>Segmenter par noms de classes</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image.</source>
        <translation>Trouve les classes que vous nommez dans une image aérienne ou satellite.</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image, and makes a class raster with a legend: pixel values 1, 2, 3 … in the order of the names, 0 for everything else.

Names: one a line, or with commas between. Other words for the same class go behind a bar, a colour behind =, a threshold of its own behind @: “building | house = #a65a44 @ 0.4”. “@file.txt” reads the names from a file.

Same pixels, same model and same names give the same raster as the AerOSeg panel and as “python -m backend segment”. The image is read as its layer shows it: bands, stretch, and for web maps the picture itself. The result lies on the image's own pixels, in its coordinate system.

The model runs in a process of its own. Where it computes on a GPU that another run uses, it waits until that one is over, and says so.</source>
        <translation>Trouve les classes que vous nommez dans une image aérienne ou satellite, et fait un raster de classes avec une légende : valeurs de pixels 1, 2, 3 … dans l’ordre des noms, 0 pour tout le reste.

Noms : un par ligne, ou séparés par des virgules. D’autres mots pour la même classe suivent une barre, une couleur suit =, un seuil propre suit @ : « building | house = #a65a44 @ 0.4 ». « @file.txt » lit les noms dans un fichier.

Mêmes pixels, même modèle et mêmes noms donnent le même raster que le panneau AerOSeg et que « python -m backend segment ». L’image est lue telle que sa couche la montre : bandes, amélioration de contraste et, pour les cartes web, l’image dessinée elle-même. Le résultat est sur les pixels mêmes de l’image, dans son système de coordonnées.

Le modèle tourne dans un processus à lui. S’il calcule sur un GPU qu’utilise une autre exécution, il attend qu’elle soit finie, et le dit.</translation>
    </message>
    <message>
        <source>segmentation,classification,land cover,deep learning,machine learning,ai,open vocabulary,building,road,tree,aerial,satellite,drone,orthophoto,clip,sam</source>
        <translation>segmentation,classification,occupation du sol,apprentissage profond,apprentissage automatique,deep learning,ia,vocabulaire ouvert,bâtiment,route,arbre,aérien,satellite,drone,orthophoto,clip,sam</translation>
    </message>
    <message>
        <source>What was found (JSON)</source>
        <translation>Ce qui a été trouvé (JSON)</translation>
    </message>
    <message>
        <source>The area is given twice. Give either an extent or polygons.</source>
        <translation>La zone est donnée deux fois. Indiquez soit une emprise, soit des polygones.</translation>
    </message>
    <message>
        <source>The score raster</source>
        <translation>Le raster de scores</translation>
    </message>
    <message>
        <source>“{name}” is a result of AerOSeg, not an image.</source>
        <translation>« {name} » est un résultat d’AerOSeg, pas une image.</translation>
    </message>
    <message>
        <source>starting the model</source>
        <translation>démarrage du modèle</translation>
    </message>
    <message>
        <source>{size} at {gsd} per pixel</source>
        <translation>{size} à {gsd} par pixel</translation>
    </message>
    <message>
        <source>“{name}” was not segmented.</source>
        <translation>« {name} » n’a pas été segmentée.</translation>
    </message>
    <message>
        <source>It has no coordinate system, so the size of its pixels is not known.</source>
        <translation>Elle n’a pas de système de coordonnées, la taille de ses pixels n’est donc pas connue.</translation>
    </message>
    <message>
        <source>Give the size of the image's pixels in metres (an advanced parameter).</source>
        <translation>Indiquez la taille des pixels de l’image en mètres (dans « Paramètres avancés »).</translation>
    </message>
    <message>
        <source>This part of “{name}” is too large.</source>
        <translation>Cette partie de « {name} » est trop grande.</translation>
    </message>
    <message>
        <source>It needs {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>Elle demande {n} tuiles de carte au serveur, plus qu’il n’est convenable d’en demander.</translation>
    </message>
    <message>
        <source>Choose a smaller extent or a coarser resolution.</source>
        <translation>Choisissez une emprise plus petite ou une résolution plus grossière.</translation>
    </message>
    <message>
        <source>reading the layer</source>
        <translation>lecture de la couche</translation>
    </message>
    <message>
        <source>Not known to this model, and without a pixel: {names}.</source>
        <translation>Inconnu de ce modèle, et sans pixel : {names}.</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Noms de classes</translation>
    </message>
    <message>
        <source>One a line or with commas between: building | house, road. @file.txt reads a file.</source>
        <translation>Un par ligne ou séparés par des virgules : building | house, road. @file.txt lit un fichier.</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Emprise</translation>
    </message>
    <message>
        <source>Only this part; the whole layer where it is empty.</source>
        <translation>Seulement cette partie ; vide : toute la couche.</translation>
    </message>
    <message>
        <source>Only inside polygons</source>
        <translation>Seulement dans des polygones</translation>
    </message>
    <message>
        <source>In place of an extent. Pixels outside get nodata. Where some are selected, only these.</source>
        <translation>À la place d’une emprise. Les pixels en dehors reçoivent nodata. Les sélectionnés seulement, s’il y en a.</translation>
    </message>
    <message>
        <source>Resolution (metres per pixel)</source>
        <translation>Résolution (mètres par pixel)</translation>
    </message>
    <message>
        <source>The nearest step of the image's ladder is taken; empty: the model's own.</source>
        <translation>Le palier de résolution de l’image le plus proche est pris ; vide : la résolution du modèle.</translation>
    </message>
    <message>
        <source>Score from 0 to 1 that a class must reach, where its line names none; empty: the model's own.</source>
        <translation>Score de 0 à 1 qu’une classe doit atteindre, si sa ligne n’indique pas de seuil ; vide : le seuil du modèle.</translation>
    </message>
    <message>
        <source>For SegEarth-OV: places that are more like other words than like your names get 0.</source>
        <translation>Pour SegEarth-OV : les endroits qui ressemblent plus à d’autres mots qu’à vos noms reçoivent 0.</translation>
    </message>
    <message>
        <source>Own background words (JSON)</source>
        <translation>Vos propres mots d’arrière-plan (JSON)</translation>
    </message>
    <message>
        <source>Background words (*.json)</source>
        <translation>Mots d’arrière-plan (*.json)</translation>
    </message>
    <message>
        <source>Empty: the list of the AerOSeg options.</source>
        <translation>Vide : la liste réglée dans les options d’AerOSeg.</translation>
    </message>
    <message>
        <source>Taught words (files)</source>
        <translation>Mots appris (fichiers)</translation>
    </message>
    <message>
        <source>Empty: those that were taught in the panel to this model, by their names.</source>
        <translation>Vide : ceux qui ont été appris à ce modèle dans le panneau, d’après leurs noms.</translation>
    </message>
    <message>
        <source>Size of the image's pixels (metres)</source>
        <translation>Taille des pixels de l’image (mètres)</translation>
    </message>
    <message>
        <source>Only for images without a coordinate system.</source>
        <translation>Seulement pour les images sans système de coordonnées.</translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one. Repeats agree on one device.</source>
        <translation>auto prend un GPU s’il y en a un. Sur un même appareil, les répétitions concordent.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>How sure the model is of each class; for “Re-label from scores”.</source>
        <translation>À quel point le modèle est sûr de chaque classe ; pour « Reclasser d’après les scores ».</translation>
    </message>
    <message>
        <source>Install the plugin again, so that both parts are of one version.</source>
        <translation>Réinstallez l’extension, pour que les deux parties soient de la même version.</translation>
    </message>
    <message>
        <source>{stage}, {time} left</source>
        <translation>{stage}, encore {time}</translation>
    </message>
    <message>
        <source>The list is saved as “{name}”.</source>
        <translation>La liste est enregistrée sous « {name} ».</translation>
    </message>
    <message>
        <source>Open a class list</source>
        <translation>Ouvrir une liste de classes</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>Enregistrer la liste de classes</translation>
    </message>
    <message>
        <source>Class lists (*.txt)</source>
        <translation>Listes de classes (*.txt)</translation>
    </message>
    <message>
        <source>Polygons, table, chart, scores of a pixel, corrections</source>
        <translation>Polygones, tableau, diagramme, scores d’un pixel, corrections</translation>
    </message>
    <message>
        <source>&amp;Polygons…</source>
        <translation>&amp;Polygones…</translation>
    </message>
    <message>
        <source>Make polygons with area, perimeter and mean score, in a GeoPackage</source>
        <translation>Faire des polygones avec surface, périmètre et score moyen, dans un GeoPackage</translation>
    </message>
    <message>
        <source>&amp;Burn edited polygons…</source>
        <translation>&amp;Graver les polygones modifiés…</translation>
    </message>
    <message>
        <source>Take what you changed in polygons back into the class raster</source>
        <translation>Reprendre dans le raster de classes ce que vous avez changé dans des polygones</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>&amp;Copier le tableau</translation>
    </message>
    <message>
        <source>Class, pixels, area, share and mean score, for a spreadsheet</source>
        <translation>Classe, pixels, surface, part et score moyen, pour un tableur</translation>
    </message>
    <message>
        <source>&amp;Save the table…</source>
        <translation>&amp;Enregistrer le tableau…</translation>
    </message>
    <message>
        <source>As comma-separated values</source>
        <translation>En valeurs séparées par des virgules</translation>
    </message>
    <message>
        <source>C&amp;hart</source>
        <translation>&amp;Diagramme</translation>
    </message>
    <message>
        <source>Show the shares of the classes as bars</source>
        <translation>Montrer les parts des classes en barres</translation>
    </message>
    <message>
        <source>Scores of a p&amp;ixel</source>
        <translation>Scores d’un p&amp;ixel</translation>
    </message>
    <message>
        <source>Point at the map to see the score of each class there</source>
        <translation>Pointez la carte pour y voir le score de chaque classe</translation>
    </message>
    <message>
        <source>&amp;Fade by score</source>
        <translation>&amp;Estomper selon le score</translation>
    </message>
    <message>
        <source>Draw pixels more faintly the nearer their score is to the threshold</source>
        <translation>Dessiner les pixels d’autant plus pâles que leur score est proche du seuil</translation>
    </message>
    <message>
        <source>&amp;Uncertainty layer</source>
        <translation>Couche d’&amp;incertitude</translation>
    </message>
    <message>
        <source>Add a layer of how close the two best classes are</source>
        <translation>Ajouter une couche montrant combien les deux meilleures classes sont proches</translation>
    </message>
    <message>
        <source>Open the f&amp;older</source>
        <translation>Ouvrir le d&amp;ossier</translation>
    </message>
    <message>
        <source>The folder with the files of this result</source>
        <translation>Le dossier des fichiers de ce résultat</translation>
    </message>
    <message>
        <source>The scores are being prepared; this takes a moment.</source>
        <translation>Les scores sont en préparation ; cela prend un instant.</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>Le tableau est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Enregistrer le tableau</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Valeurs séparées par des virgules (*.csv)</translation>
    </message>
    <message>
        <source>The table was not saved.</source>
        <translation>Le tableau n’a pas été enregistré.</translation>
    </message>
    <message>
        <source>“{file}”: {reason}.</source>
        <translation>« {file} » : {reason}.</translation>
    </message>
    <message>
        <source>The table is saved as “{name}”.</source>
        <translation>Le tableau est enregistré sous « {name} ».</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>Incertitude</translation>
    </message>
    <message>
        <source>Dark places are unsure: two classes are almost equal there.</source>
        <translation>Les endroits sombres sont incertains : deux classes y sont presque à égalité.</translation>
    </message>
    <message>
        <source>Point at the map to see the scores there.</source>
        <translation>Pointez la carte pour y voir les scores.</translation>
    </message>
    <message>
        <source>The polygons were not written.</source>
        <translation>Les polygones n’ont pas été écrits.</translation>
    </message>
    <message>
        <source>“{file}” is open in this project.</source>
        <translation>« {file} » est ouvert dans ce projet.</translation>
    </message>
    <message>
        <source>Choose another name, or remove its layer first.</source>
        <translation>Choisissez un autre nom, ou retirez d’abord sa couche.</translation>
    </message>
    <message>
        <source>{name} {n}</source>
        <translation>{name} {n}</translation>
    </message>
    <message>
        <source>{n} objects: {classes}</source>
        <translation>{n} objets : {classes}</translation>
    </message>
    <message>
        <source>Making polygons in the background; QGIS shows how far it is.</source>
        <translation>Les polygones se font en arrière-plan ; QGIS montre l’avancement.</translation>
    </message>
    <message>
        <source>{n} pixels were corrected. Undo beside the threshold takes it back.</source>
        <translation>{n} pixels ont été corrigés. « Annuler » à côté du seuil revient en arrière.</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>how large</comment>
        <translation>Surface</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixels</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Mean score of the pixels of the class, from 0 to 1</source>
        <translation>Score moyen des pixels de la classe, de 0 à 1</translation>
    </message>
    <message>
        <source>What was found. A class without its tick is not drawn</source>
        <translation>Ce qui a été trouvé. Une classe non cochée n’est pas dessinée</translation>
    </message>
    <message>
        <source>{image}: {names}</source>
        <translation>{image} : {names}</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels, {n}; mean score {score}</source>
        <translation>{name} : {share} des pixels, {n} ; score moyen {score}</translation>
    </message>
    <message>
        <source>{name}: not known to this model</source>
        <translation>{name} : inconnu de ce modèle</translation>
    </message>
    <message>
        <source>Pixels of none of the classes; not drawn on the map</source>
        <translation>Pixels d’aucune des classes ; non dessinés sur la carte</translation>
    </message>
    <message>
        <source>{hits} of {tiles} tiles from memory</source>
        <translation>{hits} tuiles sur {tiles} tirées de la mémoire</translation>
    </message>
    <message>
        <source>{stage} {time}</source>
        <translation>{stage} {time}</translation>
    </message>
    <message>
        <source>{stage}: {seconds} s</source>
        <translation>{stage} : {seconds} s</translation>
    </message>
    <message>
        <source>The results folder cannot be used.</source>
        <translation>Le dossier des résultats ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Results tab.</source>
        <translation>Choisissez-en un autre dans les options d’AerOSeg, onglet Résultats.</translation>
    </message>
    <message>
        <source>The result was not added to the map.</source>
        <translation>Le résultat n’a pas été ajouté à la carte.</translation>
    </message>
    <message>
        <source>Classes of “{image}” found by AerOSeg with the model “{model}” at {gsd} per pixel. Scores: {scores}. Everything needed to repeat it: {record}.</source>
        <translation>Classes de « {image} » trouvées par AerOSeg avec le modèle « {model} » à {gsd} par pixel. Scores : {scores}. Tout ce qu’il faut pour répéter : {record}.</translation>
    </message>
    <message>
        <source>AerOSeg: {image}</source>
        <translation>AerOSeg : {image}</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot go on.</source>
        <translation>L’exécution de « {name} » ne peut pas continuer.</translation>
    </message>
    <message>
        <source>Its folder is gone, or another QGIS works on it.</source>
        <translation>Son dossier a disparu, ou un autre QGIS y travaille.</translation>
    </message>
    <message>
        <source>Click Segment to run it anew.</source>
        <translation>Cliquez sur « Segmenter » pour la relancer.</translation>
    </message>
    <message>
        <source>reading the layer, part {done} of {total}</source>
        <translation>lecture de la couche, partie {done} sur {total}</translation>
    </message>
    <message>
        <source>starting the model, about {time}</source>
        <translation>démarrage du modèle, {time}</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>envoi de la demande</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>Attendez, ou annulez.</translation>
    </message>
    <message>
        <source>The run could not begin.</source>
        <translation>L’exécution n’a pas pu commencer.</translation>
    </message>
    <message>
        <source>“{name}” is on the map again.</source>
        <translation>« {name} » est de nouveau sur la carte.</translation>
    </message>
    <message>
        <source>its model “{title}”</source>
        <translation>son modèle « {title} »</translation>
    </message>
    <message>
        <source>its image “{name}”</source>
        <translation>son image « {name} »</translation>
    </message>
    <message>
        <source>The panel has its names. Not there any more: {what}.</source>
        <translation>Le panneau a ses noms. N’est plus là : {what}.</translation>
    </message>
    <message>
        <source>The panel has its settings. Choose the area, then Segment.</source>
        <translation>Le panneau a ses réglages. Choisissez la zone, puis « Segmenter ».</translation>
    </message>
    <message>
        <source>Repeating the run of “{name}”.</source>
        <translation>Répétition de l’exécution de « {name} ».</translation>
    </message>
    <message>
        <source>The run cannot be repeated.</source>
        <translation>L’exécution ne peut pas être répétée.</translation>
    </message>
    <message>
        <source>Its image “{name}” is gone.</source>
        <translation>Son image « {name} » a disparu.</translation>
    </message>
    <message>
        <source>Open the image again, then use the settings of the run.</source>
        <translation>Rouvrez l’image, puis utilisez les réglages de l’exécution.</translation>
    </message>
    <message>
        <source>The run was repeated.</source>
        <translation>L’exécution a été répétée.</translation>
    </message>
    <message>
        <source>The run was repeated; the earlier result is gone.</source>
        <translation>L’exécution a été répétée ; le résultat antérieur a disparu.</translation>
    </message>
    <message>
        <source>The repeated run gave the same class raster, byte for byte.</source>
        <translation>L’exécution répétée a donné le même raster de classes, octet par octet.</translation>
    </message>
    <message>
        <source>The repeated run gave another class raster: the image, the model, the device or the version has changed since.</source>
        <translation>L’exécution répétée a donné un autre raster de classes : l’image, le modèle, l’appareil ou la version ont changé depuis.</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot be opened.</source>
        <translation>L’exécution de « {name} » ne peut pas être ouverte.</translation>
    </message>
    <message>
        <source>Its record in “{folder}” is damaged.</source>
        <translation>Son compte rendu dans « {folder} » est endommagé.</translation>
    </message>
    <message>
        <source>Segment the image again.</source>
        <translation>Segmentez de nouveau l’image.</translation>
    </message>
    <message>
        <source>AerOSeg: runs</source>
        <translation>AerOSeg : exécutions</translation>
    </message>
    <message>
        <source>Search image, classes, model, place</source>
        <translation>Chercher image, classes, modèle, lieu</translation>
    </message>
    <message>
        <source>Show the runs that hold all of these words</source>
        <translation>Montrer les exécutions qui contiennent tous ces mots</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Runs whose results are still there. Double-click adds the layer again</source>
        <translation>Exécutions dont les résultats sont encore là. Un double-clic ajoute de nouveau la couche</translation>
    </message>
    <message>
        <source>Add to the map</source>
        <translation>Ajouter à la carte</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>Utiliser ses réglages</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Répéter</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Copier comme ligne de commande</translation>
    </message>
    <message>
        <source>For &amp;bash, zsh and other POSIX shells</source>
        <translation>Pour &amp;bash, zsh et autres shells POSIX</translation>
    </message>
    <message>
        <source>For &amp;PowerShell</source>
        <translation>Pour &amp;PowerShell</translation>
    </message>
    <message>
        <source>For the &amp;command prompt (cmd)</source>
        <translation>Pour l’&amp;invite de commandes (cmd)</translation>
    </message>
    <message>
        <source>Show the files of this run</source>
        <translation>Montrer les fichiers de cette exécution</translation>
    </message>
    <message>
        <source>There is no finished run yet. Each run of the panel is listed here.</source>
        <translation>Il n’y a pas encore d’exécution finie. Chaque exécution du panneau figure ici.</translation>
    </message>
    <message>
        <source>None of the {n} runs holds these words.</source>
        <translation>Aucune des {n} exécutions ne contient ces mots.</translation>
    </message>
    <message>
        <source>Select a run first.</source>
        <translation>Sélectionnez d’abord une exécution.</translation>
    </message>
    <message>
        <source>Add the class raster of this run to the project again</source>
        <translation>Ajouter de nouveau au projet le raster de classes de cette exécution</translation>
    </message>
    <message>
        <source>Fill the panel with its names, model and resolution, for another part of the map</source>
        <translation>Remplir le panneau de ses noms, modèle et résolution, pour une autre partie de la carte</translation>
    </message>
    <message>
        <source>Run exactly the same once more, into a new folder</source>
        <translation>Exécuter exactement la même chose encore une fois, dans un nouveau dossier</translation>
    </message>
    <message>
        <source>Copy the command line that gives the same class raster</source>
        <translation>Copier la ligne de commande qui donne le même raster de classes</translation>
    </message>
    <message>
        <source>The command line is on the clipboard. It writes “classes-repeated.tif”.</source>
        <translation>La ligne de commande est dans le presse-papiers. Elle écrit « classes-repeated.tif ».</translation>
    </message>
    <message>
        <source>No data here</source>
        <translation>Pas de données ici</translation>
    </message>
    <message>
        <source>The best score is below its threshold of {value}: no class.</source>
        <translation>Le meilleur score est sous son seuil de {value} : aucune classe.</translation>
    </message>
    <message>
        <source>Margin to the second: {value}</source>
        <translation>Écart avec le second : {value}</translation>
    </message>
    <message>
        <source>Its server knows no picture here (404, asked {n} times).</source>
        <translation>Son serveur ne connaît pas d’image ici (404, demandé {n} fois).</translation>
    </message>
    <message>
        <source>Its server refuses to give pictures ({status}): a key or a login is missing.</source>
        <translation>Son serveur refuse de donner des images ({status}) : une clé ou une connexion manque.</translation>
    </message>
    <message>
        <source>Its server asks for a pause (429).</source>
        <translation>Son serveur demande une pause (429).</translation>
    </message>
    <message>
        <source>Its server sent a web page in place of pictures, as a login page does.</source>
        <translation>Son serveur a envoyé une page web au lieu d’images, comme le fait une page de connexion.</translation>
    </message>
    <message>
        <source>Its server sent an error message in place of pictures.</source>
        <translation>Son serveur a envoyé un message d’erreur au lieu d’images.</translation>
    </message>
    <message>
        <source>Its server did not answer in time.</source>
        <translation>Son serveur n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>Its server cannot be reached.</source>
        <translation>Son serveur est injoignable.</translation>
    </message>
    <message>
        <source>Its server has a fault of its own ({status}, asked {n} times).</source>
        <translation>Son serveur a lui-même une panne ({status}, demandé {n} fois).</translation>
    </message>
    <message>
        <source>{n} more classes</source>
        <translation>{n} classes de plus</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels</source>
        <translation>{name} : {share} des pixels</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be read.</source>
        <translation>La couche « {name} » ne peut pas être lue.</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be used.</source>
        <translation>La couche « {name} » ne peut pas être utilisée.</translation>
    </message>
    <message>
        <source>Its server does not say which area it covers.</source>
        <translation>Son serveur ne dit pas quelle zone il couvre.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>Choisissez une autre couche.</translation>
    </message>
    <message>
        <source>The word was not kept.</source>
        <translation>Le mot n’a pas été gardé.</translation>
    </message>
    <message>
        <source>“{path}” is no file of a taught word.</source>
        <translation>« {path} » n’est pas un fichier de mot appris.</translation>
    </message>
    <message>
        <source>Teach it again.</source>
        <translation>Apprenez-le de nouveau.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be written: {error}.</source>
        <translation>Le dossier « {folder} » ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <source>Free some space, or correct the permissions of the folder.</source>
        <translation>Libérez de l’espace, ou corrigez les droits du dossier.</translation>
    </message>
    <message>
        <source>Teach a word</source>
        <translation>Apprendre un mot</translation>
    </message>
    <message>
        <source>1. The word</source>
        <translation>1. Le mot</translation>
    </message>
    <message>
        <source>for example: greenhouse</source>
        <translation>par exemple : greenhouse</translation>
    </message>
    <message>
        <source>What it is called in the legend. The model need not know the word.</source>
        <translation>Son nom dans la légende. Le modèle n’a pas besoin de connaître le mot.</translation>
    </message>
    <message>
        <source>It is taught to the model “{model}”.</source>
        <translation>Il est appris au modèle « {model} ».</translation>
    </message>
    <message>
        <source>2. Where it is</source>
        <translation>2. Où c’est</translation>
    </message>
    <message>
        <source>Click or draw around a few places that show it with the left button, and some that could be mistaken for it with the right.</source>
        <translation>Cliquez ou entourez avec le bouton gauche quelques endroits qui le montrent, et avec le droit quelques-uns qu’on pourrait confondre avec lui.</translation>
    </message>
    <message>
        <source>Mark on the map</source>
        <translation>Marquer sur la carte</translation>
    </message>
    <message>
        <source>Left button: it is here. Right: it is not. Click for a spot, drag for an area</source>
        <translation>Bouton gauche : c’est ici. Droit : non. Clic pour un point, glisser pour une surface</translation>
    </message>
    <message>
        <source>Take the last mark back (Ctrl+Z on the map)</source>
        <translation>Retirer la dernière marque (Ctrl+Z sur la carte)</translation>
    </message>
    <message>
        <source>Features of this layer; of those that are selected, if any are</source>
        <translation>Entités de cette couche ; les sélectionnées s’il y en a</translation>
    </message>
    <message>
        <source>show it</source>
        <translation>le montrent</translation>
    </message>
    <message>
        <source>do not</source>
        <translation>ne le montrent pas</translation>
    </message>
    <message>
        <source>Whether the features show the word, or what it is not</source>
        <translation>Si les entités montrent le mot, ou ce qu’il n’est pas</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Prendre</translation>
    </message>
    <message>
        <source>Take the features of the layer as marks</source>
        <translation>Prendre les entités de la couche comme marques</translation>
    </message>
    <message>
        <source>3. Learn and look</source>
        <translation>3. Apprendre et regarder</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Apprendre</translation>
    </message>
    <message>
        <source>Learn from the marks, and show the class on the map</source>
        <translation>Apprendre des marques, et montrer la classe sur la carte</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>Avancement de l’apprentissage</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>From now on the word means this, whenever the list has it</source>
        <translation>Désormais le mot signifie cela, chaque fois que la liste le contient</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Forget what was learned; close</source>
        <translation>Oublier ce qui a été appris ; fermer</translation>
    </message>
    <message>
        <source>Type the word first.</source>
        <translation>Saisissez d’abord le mot.</translation>
    </message>
    <message>
        <source>Mark at least one place that shows it.</source>
        <translation>Marquez au moins un endroit qui le montre.</translation>
    </message>
    <message>
        <source>{yes} that show it, {no} that do not</source>
        <translation>{yes} qui le montrent, {no} qui ne le montrent pas</translation>
    </message>
    <message>
        <source>A few that do not make it better.</source>
        <translation>Quelques-uns qui ne le montrent pas améliorent le résultat.</translation>
    </message>
    <message>
        <source>Nothing is marked yet.</source>
        <translation>Rien n’est encore marqué.</translation>
    </message>
    <message>
        <source>Learn again with the marks as they are now</source>
        <translation>Apprendre de nouveau avec les marques telles qu’elles sont</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>démarrage</translation>
    </message>
    <message>
        <source>Learned in {seconds} s. Look at the map, add marks where it is wrong and learn again, or keep it.</source>
        <translation>Appris en {seconds} s. Regardez la carte, ajoutez des marques là où c’est faux et réapprenez, ou gardez-le.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was learned.</source>
        <translation>Annulé. Rien n’a été appris.</translation>
    </message>
    <message>
        <source>The word was not learned.</source>
        <translation>Le mot n’a pas été appris.</translation>
    </message>
    <message>
        <source>The worker answered in another form than this plugin knows.</source>
        <translation>Le processus de calcul a répondu sous une autre forme que celle que connaît cette extension.</translation>
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
        <translation>moins de 1 s</translation>
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
        <translation>{n} jours</translation>
    </message>
    <message>
        <source>more than a year</source>
        <translation>plus d’un an</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>environ {time}</translation>
    </message>
    <message>
        <source>{n} KB</source>
        <translation>{n} Ko</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} Mo</translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation>{n} Go</translation>
    </message>
    <message>
        <source>{n} TB</source>
        <translation>{n} To</translation>
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
        <translation>Un pixel de score plus bas ne reçoit pas de classe. Le déplacer change aussitôt la carte.</translation>
    </message>
    <message>
        <source>Undo the last threshold</source>
        <translation>Annuler le dernier seuil</translation>
    </message>
    <message>
        <source>Redo the threshold</source>
        <translation>Rétablir le seuil</translation>
    </message>
    <message>
        <source>Back to the run's thresholds</source>
        <translation>Revenir aux seuils de l’exécution</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>Par classe</translation>
    </message>
    <message>
        <source>A slider for each class</source>
        <translation>Un curseur pour chaque classe</translation>
    </message>
    <message>
        <source>Threshold of “{name}”</source>
        <translation>Seuil de « {name} »</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Inachevées</translation>
    </message>
    <message>
        <source>Runs that ended halfway; what they have finished is kept</source>
        <translation>Exécutions arrêtées à mi-chemin ; ce qu’elles ont fini est gardé</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Delete this run with all that it has finished; asks</source>
        <translation>Supprimer cette exécution avec tout ce qu’elle a fini ; demande confirmation</translation>
    </message>
    <message>
        <source>Go on where this run ended; its finished parts are used</source>
        <translation>Continuer là où cette exécution s’est arrêtée ; ses parties finies servent</translation>
    </message>
    <message>
        <source>Remove an unfinished run?</source>
        <translation>Supprimer une exécution inachevée ?</translation>
    </message>
    <message>
        <source>Remove the unfinished run of “{image}”?</source>
        <translation>Supprimer l’exécution inachevée de « {image} » ?</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done ({names}). Removing frees {size}.</source>
        <translation>{done} blocs sur {total} sont finis ({names}). La suppression libère {size}.</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done</source>
        <translation>{done} blocs sur {total} sont finis</translation>
    </message>
    <message>
        <source>Started {time}</source>
        <translation>Commencée {time}</translation>
    </message>
    <message>
        <source>“{file}” does not fit the class raster.</source>
        <translation>« {file} » ne va pas avec le raster de classes.</translation>
    </message>
    <message>
        <source>It has other pixels, so it belongs to another run.</source>
        <translation>Il a d’autres pixels, il appartient donc à une autre exécution.</translation>
    </message>
    <message>
        <source>Choose the “scores.tif” beside the class raster.</source>
        <translation>Choisissez le « scores.tif » à côté du raster de classes.</translation>
    </message>
    <message>
        <source>The polygons were not written to “{file}”.</source>
        <translation>Les polygones n’ont pas été écrits dans « {file} ».</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Libérez de l’espace, ou choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{title}: needs download, {size}</source>
        <translation>{title} : à télécharger, {size}</translation>
    </message>
    <message>
        <source>{title}: {state}</source>
        <translation>{title} : {state}</translation>
    </message>
    <message>
        <source>{gsd}, zoom {zoom}</source>
        <translation>{gsd}, zoom {zoom}</translation>
    </message>
    <message>
        <source>{resolution} (recommended)</source>
        <translation>{resolution} (recommandée)</translation>
    </message>
    <message>
        <source>{resolution} (native)</source>
        <translation>{resolution} (native)</translation>
    </message>
    <message>
        <source>{size}, {share} inside</source>
        <translation>{size}, {share} à l’intérieur</translation>
    </message>
    <message>
        <source>{size}, 1 tile</source>
        <translation>{size}, 1 tuile</translation>
    </message>
    <message>
        <source>{size}, {tiles} tiles</source>
        <translation>{size}, {tiles} tuiles</translation>
    </message>
    <message>
        <source>up to {size} on disk</source>
        <translation>jusqu’à {size} sur le disque</translation>
    </message>
    <message>
        <source>time not known yet</source>
        <translation>durée inconnue</translation>
    </message>
    <message>
        <source>{n} map tiles</source>
        <translation>{n} tuiles de carte</translation>
    </message>
    <message>
        <source>Shown are {n} of {all} names: {names}. Select other rows of the list for theirs.</source>
        <translation>{n} noms sur {all} sont montrés : {names}. Sélectionnez d’autres lignes de la liste pour les leurs.</translation>
    </message>
    <message>
        <source>The worker ended: {why}</source>
        <translation>Le processus de calcul s’est terminé : {why}</translation>
    </message>
    <message>
        <source>The cancelled run did not stop by itself; its worker was ended.</source>
        <translation>L’exécution annulée ne s’arrêtait pas d’elle-même ; son processus a été terminé.</translation>
    </message>
    <message>
        <source>Run again: a new worker is started.</source>
        <translation>Relancez : un nouveau processus démarre.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not start.</source>
        <translation>Le processus de calcul d’AerOSeg n’a pas pu démarrer.</translation>
    </message>
    <message>
        <source>Its Python lacks something: {line}.</source>
        <translation>Il manque quelque chose à son Python : {line}.</translation>
    </message>
    <message>
        <source>Choose or repair the Python in the AerOSeg options, Environment tab.</source>
        <translation>Choisissez ou réparez le Python dans les options d’AerOSeg, onglet Environnement.</translation>
    </message>
    <message>
        <source>The system ended it (signal 9), often because memory ran out.</source>
        <translation>Le système l’a terminé (signal 9), souvent parce que la mémoire manquait.</translation>
    </message>
    <message>
        <source>Run again, with a smaller area if it was memory.</source>
        <translation>Relancez, avec une zone plus petite si c’était la mémoire.</translation>
    </message>
    <message>
        <source>It crashed (signal {code}).</source>
        <translation>Il s’est planté (signal {code}).</translation>
    </message>
    <message>
        <source>It ended by itself with exit code {code}.</source>
        <translation>Il s’est terminé de lui-même avec le code {code}.</translation>
    </message>
    <message>
        <source>The AerOSeg worker ended in the middle of its work.</source>
        <translation>Le processus de calcul d’AerOSeg s’est terminé au milieu de son travail.</translation>
    </message>
    <message>
        <source>The plugin and its worker do not fit together.</source>
        <translation>L’extension et son processus de calcul ne vont pas ensemble.</translation>
    </message>
    <message>
        <source>They speak different versions of their protocol.</source>
        <translation>Ils parlent des versions différentes de leur protocole.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not be started.</source>
        <translation>Le processus de calcul d’AerOSeg n’a pas pu être démarré.</translation>
    </message>
    <message>
        <source>“{path}” is not a program that runs here.</source>
        <translation>« {path} » n’est pas un programme qui fonctionne ici.</translation>
    </message>
    <message>
        <source>Choose another Python in the AerOSeg options, Environment tab.</source>
        <translation>Choisissez un autre Python dans les options d’AerOSeg, onglet Environnement.</translation>
    </message>
</context>
</TS>
