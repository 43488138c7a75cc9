function tf = verLessThan(package, version)
% tf = verLessThan(package, version): whether the installed version of a package is older.
  if nargin ~= 2
    print_usage();
  end
  found = ver();
  k = find(strcmpi(package, {found.Name}));
  if isempty(k)
    error('verLessThan: package "%s" is not installed', package);
  end
  tf = compare_versions(found(k(1)).Version, version, '<');
end
