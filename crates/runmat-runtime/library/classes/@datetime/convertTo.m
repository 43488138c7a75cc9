function x = convertTo(t, kind)
  % x = convertTo(t, kind): as a number: 'datenum', 'posixtime', 'excel', 'juliandate', 'yyyymmdd', ...
  switch lower(char(kind))
    case 'datenum'
      x = datenum(t);
    case 'posixtime'
      x = posixtime(t);
    case 'excel'
      x = exceltime(t);
    case 'excel1904'
      x = exceltime(t, '1904');
    case {'juliandate', 'modifiedjuliandate'}
      x = juliandate(t, kind);
    case 'yyyymmdd'
      x = yyyymmdd(t);
    otherwise
      error('MATLAB:datetime:UnrecognizedConversionType', 'Unrecognized conversion type: ''%s''.', char(kind));
  end
end
